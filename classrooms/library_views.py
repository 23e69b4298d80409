"""名校网络课堂: recordings, resources and lessons shown, their files, and questions to masters."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit import address_of
from accounts.viewer import viewer_of
from classrooms import library, library_forms
from classrooms.models import Consultation, LastLesson, Recording, Resource, ResourceVersion, Shared, Showcase
from classrooms.origins import let_forms_lead_to
from classrooms.refusal import Refused
from classrooms.standing import teacher_of
from pictures.answer import serve
from publishing.pagecache import public_page

PER_PAGE = 20
PUBLIC_SECONDS = 300
NAMES = {"recordings": "课堂录像", "resources": "教学资源", "showcases": "晒课"}


def _model(kind):
    if kind not in library.KINDS:
        raise Http404
    return library.KINDS[kind]


@public_page("classrooms", "schools", "groups")
def item_list(request, kind):
    rows = _model(kind).objects.visible_to(viewer_of(request)).for_list()
    form = library_forms.NarrowForm(request.GET)
    page = Paginator(form.narrow(rows), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": kind,
        "name": NAMES[kind],
        "names": NAMES.items(),
        "form": form,
        "page": page,
        "rows": list(page),
        "asked": bool(request.GET),
    }
    return render(request, "classrooms/library/list.html", context)


def _find(request, kind, pk):
    rows = _model(kind).objects.visible_to(viewer_of(request)).for_list()
    return get_object_or_404(rows.select_related("owner__user"), pk=pk)


@public_page("classrooms", "schools", "groups")
def item(request, kind, pk):
    row = _find(request, kind, pk)
    if row.view == Shared.View.PASSWORD:
        return redirect("library:opened", kind, pk)
    return _page(request, row)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opened(request, kind, pk):
    """What a password guards: the question for it, or the page to whoever knew it."""
    row = _find(request, kind, pk)
    if row.view != Shared.View.PASSWORD:
        return redirect(row)
    if library.may_open(row, viewer_of(request), request.COOKIES) and request.method != "POST":
        return _page(request, row)
    form = library_forms.OpenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if library.opens(row, form.cleaned_data["password"]):
            response = redirect("library:opened", kind, pk)
            response.set_cookie(
                library.cookie_name(row),
                library.ticket(row),
                max_age=library.OPEN_FOR,
                path=row.get_absolute_url(),
                secure=request.is_secure(),
                httponly=True,
                samesite="Lax",
            )
            return response
        form.add_error("password", "口令不对，请再看看。")
    return render(request, "classrooms/library/open.html", {"row": row, "form": form, "name": NAMES[kind]})


def _page(request, row, **shown):
    user = viewer_of(request)
    context = {"row": row, "kind": row.kind, "name": NAMES[row.kind], "own": library.is_own(row, user)}
    context |= PARTS[row.kind](row, user)
    response = render(request, f"classrooms/library/{row._meta.model_name}.html", context | shown)
    # A counted download is a form; where it leads elsewhere, the page has to say so.
    return let_forms_lead_to(response, [one.link for one in context.get("versions", []) if one.link])


def _of_recording(row, user):
    stored = row.file if row.file_id else None
    return {
        "plays": bool(stored),
        "content_type": stored.content_type if stored else "",
        "event": LastLesson.objects.open_to(user).for_list().filter(recording=row).first() if user else None,
        "threads": library.threads(row) if user or row.view == Shared.View.PUBLIC else [],
        "comment_form": library_forms.TimedCommentForm() if user else None,
    }


def _of_resource(row, user):
    versions = list(row.versions.select_related("file"))
    return {"versions": versions, "newest": versions[0] if versions else None}


def _of_showcase(row, user):
    """A showcase shows what of it the viewer may see by itself."""
    asked = Consultation.objects.visible_to(user).filter(showcase=row).for_list() if user else []
    return {
        "recording": _seen(Recording, row.recording_id, user),
        "resource": _seen(Resource, row.resource_id, user),
        "consultations": list(asked),
    }


def _seen(model, pk, user):
    return model.objects.visible_to(user).for_list().filter(pk=pk).first() if pk else None


PARTS = {"recordings": _of_recording, "resources": _of_resource, "showcases": _of_showcase}


# --- Files: as guarded as the pages -------------------------------------------------------------------------
def _guarded(request, kind, pk):
    row = _find(request, kind, pk)
    if not library.may_open(row, viewer_of(request), request.COOKIES):
        raise Http404
    return row


def _file(request, row, stored, *, shown):
    response = serve(request, stored.name, content_type=stored.content_type)
    if not shown:
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.file_name)}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if row.view == Shared.View.PUBLIC:
        patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


@login_not_required
@require_safe
def recording_file(request, pk):
    row = _guarded(request, "recordings", pk)
    if row.file_id is None:
        raise Http404
    return _file(request, row, row.file, shown=True)


def _version(request, pk, number):
    row = _guarded(request, "resources", pk)
    return row, get_object_or_404(ResourceVersion.objects.select_related("file"), resource=row, number=number)


@login_not_required
@require_safe
def version_file(request, pk, number):
    row, version = _version(request, pk, number)
    if version.file_id is None:
        raise Http404
    return _file(request, row, version.file, shown=False)


@never_cache
@require_POST
def version_take(request, pk, number):
    """Count a download and go to the file, or where the link leads."""
    _, version = _version(request, pk, number)
    library.count_download(version)
    return redirect(version.link) if version.file_id is None else redirect("library:version_file", pk, number)


# --- One's own ----------------------------------------------------------------------------------------------
@never_cache
@require_safe
def own(request):
    mine = {kind: list(model.objects.of(request.user).for_list()) for kind, model in library.KINDS.items()}
    context = {
        "teacher": teacher_of(request.user),
        "mine": [(kind, NAMES[kind], rows) for kind, rows in mine.items()],
        "asked": list(Consultation.objects.for_list().filter(asker=request.user)),
        "events": list(LastLesson.objects.of_owner(request.user).for_list().coming()),
        "to_answer": list(Consultation.objects.for_list().filter(master__user=request.user)),
    }
    return render(request, "classrooms/library/own.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def share(request, kind, pk=None):
    """Share something new, or change what one shares."""
    model, teacher = _model(kind), teacher_of(request.user)
    if teacher is None:
        raise Http404
    row = get_object_or_404(model.objects.of(request.user), pk=pk) if pk else model(owner=teacher)
    data = request.POST if request.method == "POST" else None
    form = library_forms.FORMS[kind](data, instance=row, user=request.user)
    if data is not None and form.is_valid():
        try:
            return redirect(_shared(request, form))
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "kind": kind, "name": NAMES[kind], "row": row if pk else None}
    return render(request, "classrooms/library/share.html", context)


def _shared(request, form):
    cleaned = form.cleaned_data
    row = library.share(
        form.instance, by=request.user, password=cleaned["password_text"], address=address_of(request)
    )
    if isinstance(row, Resource) and (form.file or cleaned["link"]):
        library.add_version(row, by=request.user, file=form.file, link=cleaned["link"], note=cleaned["note"])
    messages.success(request, "已分享。")
    return row


@never_cache
@require_POST
def take_down(request, kind, pk):
    row = get_object_or_404(_model(kind).objects.of(request.user), pk=pk)
    library.take_down(row, by=request.user, address=address_of(request))
    messages.success(request, "已撤下，别人看不到了。")
    return redirect("library_own:list")


# --- Words and questions ------------------------------------------------------------------------------------
@never_cache
@require_POST
def comment(request, pk):
    row = _guarded(request, "recordings", pk)
    form = library_forms.TimedCommentForm(request.POST)
    if not form.is_valid():
        return _page(request, row, comment_form=form)
    cleaned = form.cleaned_data
    answers = row.comments.filter(pk=cleaned["answers"]).first() if cleaned["answers"] else None
    library.comment(
        row,
        cleaned["text"],
        by=request.user,
        starts=cleaned["starts"] or 0,
        ends=cleaned["ends"],
        answers=answers,
    )
    return redirect(row)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """A question to a master; from a showcase it belongs to it."""
    shown = request.GET.get("showcase", "")
    showcase = (
        _seen(Showcase, int(shown), request.user)
        if shown.isascii() and shown.isdigit() and len(shown) < 10
        else None
    )
    data = request.POST if request.method == "POST" else None
    form = library_forms.AskForm(data, user=request.user)
    if data is not None and form.is_valid():
        asked = library.ask(by=request.user, showcase=showcase, **form.cleaned_data)
        messages.success(request, f"已请{asked.master.name}老师会诊。")
        return redirect(asked)
    return render(request, "classrooms/library/ask.html", {"form": form, "showcase": showcase})


def _consultation(request, pk):
    return get_object_or_404(Consultation.objects.visible_to(request.user).for_list(), pk=pk)


@never_cache
@require_safe
def consultation(request, pk):
    row = _consultation(request, pk)
    context = {
        "row": row,
        "replies": list(row.replies.select_related("by")),
        "form": library_forms.ReplyForm(),
    }
    return render(request, "classrooms/library/consultation.html", context)


@never_cache
@require_POST
def consultation_reply(request, pk):
    row, form = _consultation(request, pk), library_forms.ReplyForm(request.POST)
    if form.is_valid():
        library.reply(row, form.cleaned_data["text"], by=request.user)
    else:
        messages.error(request, "回复要写字，最多2000个。")
    return redirect(row)
