"""Posting a form as a browser would: with the values it was shown with."""


def posted(response):
    """The data of an admin change page, inlines included, as its submit button would send it."""
    page = response.context["adminform"].form
    data = _values(page)
    for inline in response.context["inline_admin_formsets"]:
        data |= _values(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= _values(form)
    return data


def _values(form):
    data = {}
    for bound in form:
        widget = bound.field.widget
        for name, value in _parts(bound.html_name, widget, bound.value()):
            if value is not None and value is not False:
                data[name] = value
    return data


def _parts(name, widget, value):
    """(name, value) of each input: a date and time is two."""
    widgets = getattr(widget, "widgets", None)
    if widgets is None:
        return [(name, widget.format_value(value) if isinstance(value, str) else value)]
    values = widget.decompress(value)
    return [(f"{name}_{number}", part) for number, part in enumerate(values)]
