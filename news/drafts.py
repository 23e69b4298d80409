"""Writing that survives a lost session: kept in the browser, put back through the story's own form.

The script keeps what is typed under the form's `draft_key`. To put it back it posts the draft to the page
with `from_draft`: the form then refuses to save and is drawn again with all of it, blocks included, so that
no second way of filling in a form is needed. A draft carries the version it started from, so a colleague's
save in between is told as ever. Once saved, the next page names the key and the browser forgets the draft.
"""

import secrets

from django import forms

SAVED = "news_saved_drafts"
# Keys of saved drafts that the session remembers until the browser has seen them.
MOST = 10
PUT_BACK = "这是您上次没有保存的内容，已放回下面；还没有保存，请看过之后再保存。"


class DraftForm(forms.ModelForm):
    """Mixin, to stand before the form that checks versions: a draft put back is not compared yet."""

    draft_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)
    from_draft = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["draft_key"] = secrets.token_hex(8)

    @property
    def is_draft(self):
        return self.is_bound and bool(self.data.get(self.add_prefix("from_draft")))

    def full_clean(self):
        posted, is_draft = self.data, self.is_draft
        super().full_clean()
        if is_draft:
            self._errors.clear()
            self.add_error(None, PUT_BACK)
            # As it was kept, the version it started from included; saved, it is compared like any other.
            self.data = posted.copy()
            self.data[self.add_prefix("from_draft")] = ""


def remember_saved(request, key):
    """The browser may forget this draft when it next shows a story's form."""
    if key:
        request.session[SAVED] = [*request.session.get(SAVED, []), key][-MOST:]


def saved(request):
    return " ".join(request.session.get(SAVED, []))
