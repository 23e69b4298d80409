"""What holds a picture: every row of any room that points to it, named as its holder is called there.

The ground knows no higher room, so the relations are asked of the model itself; what a person may not see is
counted, not named.
"""

from dataclasses import dataclass

from accounts import rights

# The picture's own parts.
PARTS = frozenset({"pictures.file", "pictures.use", "pictures.consent"})
# A row that is part of another is called by that: a block by its article, a place in an album by the album.
WHOLES = ("parent", "album", "article", "report")
MOST = 50


@dataclass(frozen=True)
class Holder:
    kind: str
    name: str
    app_label: str
    model_name: str
    pk: int


def holders_of(picture, user):
    """([Holder …] the person may see, how many others there are)."""
    seen, hidden = {}, set()
    for relation in picture._meta.related_objects:
        model = relation.related_model
        if model._meta.label_lower in PARTS or not relation.one_to_many:
            continue
        for row in model._base_manager.filter(**{relation.field.name: picture})[:MOST]:
            whole = _whole(row)
            key = whole._meta.label_lower, whole.pk
            if rights.rows(user, "view", type(whole)).filter(pk=whole.pk).exists():
                meta = whole._meta
                seen[key] = Holder(
                    str(meta.verbose_name), str(whole), meta.app_label, meta.model_name, whole.pk
                )
            else:
                hidden.add(key)
    return list(seen.values()), len(hidden)


def _whole(row):
    for name in WHOLES:
        if getattr(row, f"{name}_id", None) is not None:
            return getattr(row, name)
    return row
