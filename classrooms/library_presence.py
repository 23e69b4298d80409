"""Where readers meet what teachers share besides its page: in search, as long as it is everybody's to see."""

from search import index


def renew(row):
    """Write anew what follows from the row; call in the transaction that saved it."""
    if row.is_public:
        index.put(**vars(document(row)))
    else:
        leave(row)


def leave(row):
    index.remove(row._meta.model_name, row.pk)


def document(row):
    """What the index knows: the owner's school alone. Who may be named is asked when a page is made."""
    subject = row.subject.name if row.subject else ""
    school = row.owner.school.short_name
    return index.Document(
        kind=row._meta.model_name,
        key=str(row.pk),
        path=row.get_absolute_url(),
        title=row.title,
        summary="，".join(filter(None, [subject, getattr(row, "place_in_book", ""), school])),
        text="\n".join(filter(None, [row.about, subject, getattr(row, "class_name", ""), school])),
        visible_from=row.added_at,
    )


def source_of(model):
    """What `reindex` writes of a model."""
    return lambda: map(document, model.objects.public().for_list().iterator())
