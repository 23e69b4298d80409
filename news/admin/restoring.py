"""Older versions of a story: compared, shown, and restored as a new version of the working copy.

The public page is an edition and stays as it is. Decision 0006 says why django-reversion.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from reversion.errors import RevertError
from reversion.models import Version
from reversion_compare.admin import CompareVersionAdmin
from reversion_compare.forms import SelectDiffForm

from news import differences, versions


class RestoringAdmin(CompareVersionAdmin):
    history_latest_first = True
    # Deleted stories cannot be, so there is nothing to recover; each change form has its history.
    change_list_template = "admin/change_list.html"

    def get_urls(self):
        return [pattern for pattern in super().get_urls() if "recover" not in (pattern.name or "")]

    def compare_view(self, request, object_id, extra_context=None):
        """Two versions beside each other, text and pictures; one the library cannot read, as it shows it."""
        form = SelectDiffForm(request.GET)
        found = Version.objects.get_for_object_reference(self.model, object_id)
        keys = sorted(form.cleaned_data.values()) if form.is_valid() else []
        chosen = {version.pk: version for version in found.filter(pk__in=keys)}
        if len(chosen) != len(set(keys)) or not chosen:
            raise Http404
        old, new = chosen[keys[0]], chosen[keys[1]]
        try:
            rows = differences.side_by_side(versions.parts_of(old), versions.parts_of(new))
        except RevertError:
            return super().compare_view(request, object_id, extra_context)
        return self._compared(request, self.get_object(request, object_id), old, new, rows)

    def _compared(self, request, story, old, new, rows):
        said = [f"{timezone.localtime(one.revision.date_created):%m月%d日 %H:%M}" for one in (old, new)]
        context = {
            **self.admin_site.each_context(request),
            "title": f"对照两版：{story}",
            "opts": self.opts,
            "story": story,
            "old": old,
            "left": said[0],
            "right": said[1],
            "stories": [(str(story), rows)],
            "changes": len(differences.changed(rows)),
        }
        return render(request, "admin/news/compare.html", context)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """The library finds a version by two numbers alone, which may be another kind of row's."""
        versions = Version.objects.get_for_object_reference(self.model, object_id)
        if not versions.filter(pk=version_id).exists():
            raise Http404
        if not self.has_change_permission(request, self.get_object(request, object_id)):
            raise PermissionDenied
        with transaction.atomic():
            rows = self.model._base_manager.select_for_update().filter(pk=object_id)
            request.standing_version = rows.values_list("version", flat=True).get()
            return super().revision_view(request, object_id, version_id, extra_context)
