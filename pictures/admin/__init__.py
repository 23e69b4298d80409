"""The library in the admin: pictures, albums, files and videos."""

from pictures.admin.albums import AlbumAdmin
from pictures.admin.documents import DocumentAdmin
from pictures.admin.pictures import PictureAdmin

__all__ = ["AlbumAdmin", "DocumentAdmin", "PictureAdmin"]
