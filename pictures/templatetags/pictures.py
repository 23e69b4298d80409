"""`{% picture prepared ratio="3x2" sizes="…" %}`: an <img> with srcset, width and height, without a query."""

from django import template

from pictures import renditions

register = template.Library()


@register.inclusion_tag("pictures/img.html")
def picture(prepared, ratio="full", sizes="100vw", lazy=True, alt=None):
    """`prepared` is `Picture.prepared()`; an empty `alt=""` marks it decorative where text says the same."""
    if hasattr(prepared, "prepared"):
        prepared = prepared.prepared()
    if not prepared or not prepared.get("v"):
        return {"address": ""}
    found = renditions.sources(prepared, ratio or "full")
    address, width, height = found[min(1, len(found) - 1)]
    return {
        "address": address,
        "srcset": ", ".join(f"{url} {real}w" for url, real, _ in found),
        "sizes": sizes,
        "width": width,
        "height": height,
        "lazy": lazy,
        "alt": prepared["alt"] if alt is None else alt,
    }


@register.simple_tag
def picture_url(prepared, ratio="full"):
    """The address of the largest rendition, for social cards and downloads."""
    if hasattr(prepared, "prepared"):
        prepared = prepared.prepared()
    if not prepared or not prepared.get("v"):
        return ""
    return renditions.sources(prepared, ratio)[-1][0]
