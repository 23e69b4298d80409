"""Many pictures at once: uploaded together, then described one under another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import modelformset_factory
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pictures import library, likeness, naming
from pictures.forms import DescribeForm, UploadForm
from pictures.models import Picture

# So many are described on one page; the rest waits in the list.
MOST = 40


class Uploading:
    """Mixin of the library's admin."""

    def get_urls(self):
        return [
            path("upload/", self.admin_site.admin_view(self.upload_view), name="pictures_picture_upload"),
            path(
                "describe/", self.admin_site.admin_view(self.describe_view), name="pictures_picture_describe"
            ),
            *super().get_urls(),
        ]

    def upload_view(self, request):
        """Takes any number of files; asked by the script, which sends one at a time, it answers in JSON."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        one_by_one = request.headers.get("Accept") == "application/json"
        form_class = self.form_for(request, UploadForm)
        own = {"unit": request.user.staff_roles.values_list("unit", flat=True).first()}
        initial = own | self.get_changeform_initial_data(request)
        form = form_class(request.POST or None, request.FILES or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            taken, refused = self._take_in(request, form.cleaned_data)
            if one_by_one:
                return JsonResponse({"pictures": [picture.pk for picture in taken], "refused": refused})
            for sentence in refused:
                messages.error(request, sentence)
            if taken:
                return redirect(describe_path(taken))
        elif request.method == "POST" and one_by_one:
            return JsonResponse({"pictures": [], "refused": [" ".join(sum(form.errors.values(), []))]})
        context = self.admin_site.each_context(request)
        context |= {"title": "一次上传多张", "form": form, "opts": self.opts}
        return render(request, "admin/pictures/upload.html", context)

    def _take_in(self, request, chosen):
        taken, refused = [], []
        for upload in chosen["files"]:
            try:
                picture = library.take_in(
                    chosen["unit"],
                    upload,
                    credit=chosen["credit"],
                    people=chosen["people"],
                    by=request.user,
                )
            except ValidationError as error:
                refused.append(f"{upload.name}：{' '.join(error.messages)}")
            else:
                taken.append(picture)
        return taken, refused

    def describe_view(self, request):
        """What each of some pictures shows: those named in the address, else those without words."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        found = Picture.objects.editable_by(request.user).filter(withdrawn_at=None)
        keys = [key for key in request.GET.get("pictures", "").split(",") if key.isascii() and key.isdigit()]
        found = found.filter(pk__in=[key[:15] for key in keys[:MOST]]) if keys else undescribed(found)
        rows = Picture.objects.filter(pk__in=found.order_by("pk").values_list("pk", flat=True)[:MOST])
        formset_class = modelformset_factory(Picture, self.form_for(request, DescribeForm), extra=0)
        formset = formset_class(request.POST or None, queryset=rows.order_by("pk"))
        if request.method == "POST" and formset.is_valid():
            saved = formset.save()
            self._warn(request, saved)
            messages.success(request, f"已保存{len(saved)}张图片的文字。")
            return redirect(_back(request))
        context = self.admin_site.each_context(request)
        context |= {"title": "给图片写文字", "formset": formset, "opts": self.opts}
        context["rows"] = [(form, form.instance.prepared()) for form in formset]
        return render(request, "admin/pictures/describe.html", context)

    def _warn(self, request, pictures):
        """What a person should look at again: names of pupils, and pictures that are there already."""
        for picture in pictures:
            for sentence in naming.warnings_for(picture):
                messages.warning(request, f"“{picture.title}”{sentence}")
            self._warn_of_twins(request, picture)

    def _warn_of_twins(self, request, picture):
        twins = likeness.like(picture, Picture.objects.viewable_by(request.user))[:3]
        if twins:
            names = "、".join(f"“{twin.title}”" for twin in twins)
            messages.warning(request, f"“{picture.title}”和图库里的{names}相同或很像，请看是否重复。")


def _back(request):
    """To where the person came from, if that is a page of this site."""
    path = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()}):
        return path
    return reverse("admin:pictures_picture_changelist")


def undescribed(pictures):
    return pictures.filter(decorative=False, alt="")


def describe_path(pictures):
    keys = ",".join(str(picture.pk) for picture in pictures)
    return f"{reverse('admin:pictures_picture_describe')}?pictures={keys}"
