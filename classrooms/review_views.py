"""听课评课 on /me/: choosing a lesson, writing a sheet during it, reading what was said."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from classrooms import review_report, reviewing
from classrooms.models import LessonReview, ObservedLesson
from classrooms.refusal import Refused
from classrooms.review_forms import (
    FindTeacherForm,
    LessonForm,
    ReflectionForm,
    RubricChoice,
    SheetForm,
    VisibilityForm,
)
from classrooms.review_lists import lessons_to_join, open_lessons_to_review, sessions_to_review
from publishing.bodies import render_kept
from publishing.pagecache import public_page

PER_PAGE = 20


@never_cache
@require_safe
def review_list(request):
    mine = LessonReview.objects.of(request.user).for_list()
    handed_in = mine.submitted().order_by("-submitted_at", "-pk")
    page = Paginator(handed_in, PER_PAGE).get_page(request.GET.get("page"))
    counted = Count("reviews", filter=Q(reviews__state=LessonReview.State.SUBMITTED))
    presented = ObservedLesson.objects.presented_by(request.user).for_list().annotate(sheets=counted)
    context = {
        "drafts": list(mine.drafts()),
        "page": page,
        "submitted": list(page),
        "presented": list(presented[:PER_PAGE]),
    }
    return render(request, "classrooms/reviews/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_new(request):
    """Enter a lesson that is of no session, and start a sheet of it."""
    finding = FindTeacherForm(request.GET)
    looked_for = finding.cleaned_data["teacher"] if finding.is_valid() else ""
    data = request.POST if request.method == "POST" else None
    choice = RubricChoice(data, user=request.user)
    form = LessonForm(
        data, user=request.user, looked_for=looked_for, initial={"held_on": timezone.localdate()}
    )
    if data is not None and form.is_valid() and choice.is_valid():
        try:
            lesson = reviewing.enter_lesson(by=request.user, **form.cleaned_data)
            return redirect(reviewing.start(lesson, choice.cleaned_data["rubric"], by=request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "form": form,
        "choice": choice,
        "finding": finding,
        "looked_for": looked_for,
        "sessions": sessions_to_review(request.user),
        "lessons": lessons_to_join(request.user),
        "open_lessons": open_lessons_to_review(request.user),
    }
    return render(request, "classrooms/reviews/new.html", context)


@never_cache
@require_POST
def review_join(request):
    """Start a sheet of a session that was attended, or of a lesson that somebody entered."""
    choice = RubricChoice(request.POST, user=request.user)
    kind, _, key = request.POST.get("lesson", "").partition("-")
    rows = JOINED.get(kind, lambda user: [])(request.user)
    row = next((one for one in rows if str(one.pk) == key), None)
    if row is None or not choice.is_valid():
        messages.error(request, "请选一节课和一张评课表。")
        return redirect("reviews:new")
    try:
        lesson = _lesson_for(kind, row, request.user)
        return redirect(reviewing.start(lesson, choice.cleaned_data["rubric"], by=request.user))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("reviews:new")


JOINED = {"session": sessions_to_review, "lesson": lessons_to_join, "open": open_lessons_to_review}


def _lesson_for(kind, row, user):
    """The observed lesson of a chosen row, entered where it is the first to be reviewed."""
    if kind == "session":
        return reviewing.lesson_of(row, by=user)
    if kind == "open":
        return reviewing.enter_lesson(
            by=user,
            presenter=row.teacher,
            topic=row.topic,
            held_on=row.held_on,
            class_name=row.class_name,
            period_no=row.period_no,
            subject=row.group.subject,
            sample=row.sample,
        )
    return row


# --- One's own sheet ----------------------------------------------------------------------------------------
def _own(request, pk):
    return get_object_or_404(LessonReview.objects.of(request.user).for_list(), pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request, pk):
    """The sheet to write on; handed in, its lesson's report takes its place."""
    review = _own(request, pk)
    if request.method == "POST":
        return _written(request, review)
    if review.is_locked:
        return redirect(review.lesson)
    return _sheet_page(request, review, SheetForm(review=review))


def _sheet_page(request, review, form, status=200):
    context = {
        "review": review,
        "lesson": review.lesson,
        "form": form,
        "rows": form.rows(),
        # Of now: who presses again after "改过" has been told, and means it.
        "revision": _own(request, review.pk).revision,
    }
    return render(request, "classrooms/reviews/sheet.html", context, status=status)


def _written(request, review):
    """Save or hand in. A script asks for JSON and goes on writing; a plain form is sent to where it leads."""
    form = SheetForm(request.POST, review=review)
    by_script = request.headers.get("X-Requested-With") == "sheet"
    status = 400
    if form.is_valid():
        try:
            return _kept(request, _keep(request, review, form), by_script)
        except reviewing.Overtaken as overtaken:
            status = 409
            form.add_error(None, f"{overtaken}请核对；再按一次，就以这里的为准。")
        except Refused as refused:
            form.add_error(None, str(refused))
    if by_script:
        return JsonResponse({"error": " ".join(_errors(form))}, status=status)
    return _sheet_page(request, review, form)


def _keep(request, review, form):
    act = reviewing.submit if request.POST.get("act") == "submit" else reviewing.save
    cleaned = form.cleaned_data
    return act(review, form.said(), by=request.user, key=cleaned["key"], revision=cleaned["revision"])


def _kept(request, review, by_script):
    to = review.lesson.get_absolute_url() if review.is_locked else review.get_absolute_url()
    if by_script:
        at = f"{timezone.localtime(review.saved_at):%H:%M}"
        return JsonResponse(
            {"revision": review.revision, "saved_at": at, "to": to if review.is_locked else ""}
        )
    messages.success(request, "已提交。" if review.is_locked else "草稿已保存。")
    return redirect(to)


def _errors(form):
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}：" if name in form.fields else ""
        yield from (f"{label}{error}" for error in errors)


@never_cache
@require_POST
def sheet_discard(request, pk):
    review = _own(request, pk)
    try:
        reviewing.discard(review, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(review.lesson)
    messages.success(request, "草稿已删除。")
    return redirect("reviews:list")


@never_cache
@require_safe
def record(request, pk):
    """The sheet on A4: 听课记录."""
    readable = LessonReview.objects.readable_by(request.user).for_list()
    review = get_object_or_404(readable.select_related("reviewer__teacher__school"), pk=pk)
    items = list(review.rubric.items.all())
    context = {
        "review": review,
        "lesson": review.lesson,
        "rows": review_report.rows_of(items, [review]),
        "notes": review.notes.splitlines(),
        "summary": review.summary.splitlines(),
    }
    return render(request, "classrooms/reviews/record.html", context)


# --- What was said of a lesson ------------------------------------------------------------------------------
@never_cache
@require_safe
def lesson(request, pk):
    return _lesson_page(request, _visible(request, pk))


def _visible(request, pk):
    return get_object_or_404(ObservedLesson.objects.visible_to(request.user).for_list(), pk=pk)


def _lesson_page(request, row, **forms):
    own = row.presenter.user_id == request.user.pk
    told = own or ObservedLesson.objects.told_to(request.user).filter(pk=row.pk).exists()
    context = {
        "lesson": row,
        "own": own,
        "told": told,
        "mine": row.reviews.filter(reviewer=request.user).first(),
        "parts": review_report.parts(row, request.user),
        "reflection": row.reflection.splitlines() if told else [],
        "reflection_form": ReflectionForm(instance=row) if own else None,
        "visibility_form": VisibilityForm(instance=row) if own else None,
        **forms,
    }
    return render(request, "classrooms/reviews/lesson.html", context)


def _presented(request, pk):
    return get_object_or_404(ObservedLesson.objects.presented_by(request.user).for_list(), pk=pk)


@never_cache
@require_POST
def lesson_reflect(request, pk):
    row = _presented(request, pk)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        return _lesson_page(request, row, reflection_form=form)
    reviewing.reflect(row, form.cleaned_data["reflection"], by=request.user)
    messages.success(request, "反思已保存。")
    return redirect(row)


@never_cache
@require_POST
def lesson_visibility(request, pk):
    row = _presented(request, pk)
    form = VisibilityForm(request.POST)
    if not form.is_valid():
        return _lesson_page(request, row, visibility_form=form)
    reviewing.choose_visibility(row, form.cleaned_data["visibility"], by=request.user)
    messages.success(request, "可见范围已更改。")
    return redirect(row)


@public_page("classrooms")
def code_of_practice(request):
    """听评课公约."""
    return render_kept(request, "classrooms/reviews/code.html", ("classrooms",), dict)
