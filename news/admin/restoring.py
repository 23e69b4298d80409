"""Older versions of a story: compared, shown, and restored as a new version of the working copy.

The public page is an edition and stays as it is. Decision 0006 says why django-reversion.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from reversion.models import Version
from reversion_compare.admin import CompareVersionAdmin


class RestoringAdmin(CompareVersionAdmin):
    history_latest_first = True
    # Deleted stories cannot be, so there is nothing to recover; each change form has its history.
    change_list_template = "admin/change_list.html"

    def get_urls(self):
        return [pattern for pattern in super().get_urls() if "recover" not in (pattern.name or "")]

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
