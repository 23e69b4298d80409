"""Pictures with their consents and uses, albums of them, and files to be downloaded or played."""

from pictures.models.albums import Album, AlbumPicture
from pictures.models.documents import Document, DocumentUse
from pictures.models.pictures import Consent, File, Picture, Use, new_code

__all__ = [
    "Album",
    "AlbumPicture",
    "Consent",
    "Document",
    "DocumentUse",
    "File",
    "Picture",
    "Use",
    "new_code",
]
