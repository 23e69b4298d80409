"""A school's poster and cards: their codes are made on the ground."""

from pictures.codes import public_address, qr_image, qr_png

__all__ = ["public_address", "qr_image", "qr_png"]
