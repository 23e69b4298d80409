"""The newsroom's queue, and the page on which a story is read, passed, returned."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from news import approval, checks, guests, plan, review_page, reviewing, reviewing_messages
from news.models import GuestLink, Review, ReviewRoute, ReviewStep, RouteStep
from pictures.answer import serve


class DecisionForm(forms.Form):
    """Approving or returning: the mark of what was seen, words, and a remark beside any block."""

    seen = forms.CharField(widget=forms.HiddenInput)
    comment = forms.CharField(label="意见", max_length=500, required=False)

    def __init__(self, *args, places=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        for number, place in enumerate(places):
            self.fields[f"remark_{number}"] = forms.CharField(
                label=place.name, help_text=place.words, max_length=300, required=False
            )

    def remark_fields(self):
        return [self[f"remark_{number}"] for number in range(len(self.places))]

    def remarks(self):
        return [(place, self.cleaned_data[f"remark_{number}"]) for number, place in enumerate(self.places)]


class PaperForm(forms.Form):
    signer = forms.CharField(label="签字人", max_length=40)
    signed_on = forms.DateField(label="签字日期", widget=forms.DateInput(attrs={"type": "date"}))
    photograph = forms.FileField(label="审签单照片", widget=forms.FileInput(attrs={"accept": "image/*"}))


class InviteForm(forms.Form):
    name = forms.CharField(label="审稿人姓名和单位", max_length=40)


class QueueFilter(admin.SimpleListFilter):
    title, parameter_name = "进度", "queue"

    def lookups(self, request, model_admin):
        return [
            ("mine", "等我审"),
            ("open", "审核中"),
            ("late", "已超期"),
            ("approved", "已审定"),
            ("returned", "已退回"),
        ]

    def queryset(self, request, queryset):
        steps = ReviewStep.objects
        waiting = {
            "mine": lambda: steps.waiting_for(request.user),
            "late": lambda: steps.overdue(timezone.localdate()),
        }
        if self.value() in waiting:
            return queryset.filter(pk__in=waiting[self.value()]().values("review"))
        return queryset.filter(state=self.value()) if self.value() else queryset


@admin.register(Review)
class ReviewAdmin(ScopedAdmin, admin.ModelAdmin):
    """`change` is the trail of a story; `read` the page on which it is decided."""

    never_added = True
    pages = [("采编日历", "admin:news_review_calendar", "view")]
    change_form_template = "admin/news/review_trail.html"
    list_display = ["headline", "unit", "standing_text", "claimed", "due", "submitted_by", "submitted_at"]
    list_filter = [QueueFilter]
    search_fields = ["title"]
    fields = ["title", "unit", "submitted_by", "submitted_at", "note"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        related = ("unit", "submitted_by", "article", "report", "activity")
        return super().get_queryset(request).select_related(*related).prefetch_related("steps__claimed_by")

    def get_urls(self):
        pages = [
            ("<path:object_id>/read/", self.read_view, "read"),
            ("<path:object_id>/act/", self.act_view, "act"),
            ("<path:object_id>/paper/<int:step>/", self.paper_view, "paper"),
            (
                "<path:object_id>/pictures/<slug:code>/<slug:focus>/<slug:shape>-<int:width>.webp",
                self.picture_view,
                "picture",
            ),
            ("<path:object_id>/pictures/documents/<slug:code>/", self.document_view, "document"),
        ]
        pages.append(("calendar/", self.calendar_view, "calendar"))
        return [
            path(route, self.admin_site.admin_view(view), name=f"news_review_{name}")
            for route, view, name in pages
        ] + super().get_urls()

    # --- the queue ----------------------------------------------------------------------------------------
    def _now(self, review):
        return next(
            (one for one in review.steps.all() if review.is_open and one.step == review.at_step), None
        )

    @admin.display(description="标题", ordering="title")
    def headline(self, review):
        return review.title

    @admin.display(description="进度", ordering="at_step")
    def standing_text(self, review):
        return review.standing

    @admin.display(description="谁在审")
    def claimed(self, review):
        step = self._now(review)
        return step.claimed_by.name if step and step.claimed_by else "—"

    @admin.display(description="应于")
    def due(self, review):
        step = self._now(review)
        if step is None or step.due_on is None:
            return "—"
        late = "（已超期）" if step.due_on < timezone.localdate() else ""
        return f"{step.due_on:%m月%d日}{late}"

    def calendar_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        first = plan.month_of(request.GET.get("month"))
        before, after = plan.neighbours(first)
        weeks = plan.weeks(first, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": "采编日历",
            "opts": self.opts,
            "first": first,
            "before": before,
            "after": after,
            "weeks": weeks,
            "names": ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
            "nothing": not any(day.entries for week in weeks for day in week),
        }
        return render(request, "admin/news/calendar.html", context)

    # --- one review ---------------------------------------------------------------------------------------
    def review_or_404(self, request, object_id):
        review = self.get_object(request, object_id)
        if review is None:
            raise Http404
        return review

    def change_view(self, request, object_id, form_url="", extra_context=None):
        review = self.get_object(request, object_id)
        more = {"trail": review_page.trail(review.story), "review": review} if review else {}
        more["title"] = f"审稿经过：{review.title}" if review else ""
        return super().change_view(request, object_id, form_url, more | (extra_context or {}))

    def read_view(self, request, object_id):
        return self._page(request, self.review_or_404(request, object_id))

    def _page(self, request, review, **forms_):
        steps = review_page.steps_of(review)
        step = next((one for one in steps if one.is_current), None)
        may_decide = step is not None and self._waits_for(request, step)
        seen = approval.mark_of(approval.snapshot(review.story))
        context = review_page.story_context(review.story) | {
            "review": review,
            "steps": steps,
            "step": step,
            "may_decide": may_decide,
            "may_recall": self._may_recall(request, review),
            "may_paper": step is not None and self._may_record(request, step),
            "comparisons": review_page.comparisons(review),
            "checks": checks.of_story(review.story),
            "decision": DecisionForm(
                initial={"seen": seen}, places=review_page.places(review.story) if may_decide else ()
            ),
            "paper_form": PaperForm(),
            "invite_form": InviteForm(),
            "links": self._links(request, step) if may_decide else [],
            "group_text": reviewing_messages.notice_for_the_group(step, step.waits_for) if step else "",
        }
        response = render(request, "news/review.html", context | forms_)
        return review_page.with_pictures_from(response, self._pictures(review))

    def _waits_for(self, request, step):
        return ReviewStep.objects.waiting_for(request.user).filter(pk=step.pk).exists()

    def _pictures(self, review):
        return f"{reverse('admin:news_review_change', args=[review.pk]).removesuffix('change/')}pictures/"

    def _links(self, request, step):
        found = GuestLink.objects.filter(step=step, revoked_at=None).select_related("step__review")
        return [(link, request.build_absolute_uri(guests.path_of(link))) for link in found]

    def _may_recall(self, request, review):
        story = review.story
        return review.is_open and type(story).objects.editable_by(request.user).filter(pk=story.pk).exists()

    def _may_record(self, request, step):
        """The final paper by a publisher, the others by anybody who may edit the story."""
        story, final = step.review.story, step.role == "publisher"
        if not step.review.paper:
            return False
        verb = "publish" if final else "change"
        return type(story).objects.reachable_by(request.user, verb).filter(pk=story.pk).exists()

    # --- acting -------------------------------------------------------------------------------------------
    def act_view(self, request, object_id):
        review = self.review_or_404(request, object_id)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        acts = {
            "claim": self._claim,
            "release": self._release,
            "approve": self._approve,
            "return": self._return,
            "recall": self._recall,
            "paper": self._paper,
            "invite": self._invite,
            "revoke": self._revoke,
        }
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        if not review.is_open:
            messages.error(request, f"这次审稿已结束：{review.get_state_display()}。")
            return self._back(review)
        try:
            said = act(request, review)
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
        else:
            messages.success(request, said)
        review.refresh_from_db()
        return self._back(review)

    def _back(self, review):
        return HttpResponseRedirect(reverse("admin:news_review_read", args=[review.pk]))

    def _deciding(self, request):
        if not self.holds(request, "review"):
            raise PermissionDenied

    def _claim(self, request, review):
        self._deciding(request)
        reviewing.claim(reviewing.current_step(review), by=request.user)
        return "已认领，别人会看到您在审。"

    def _release(self, request, review):
        self._deciding(request)
        reviewing.release(reviewing.current_step(review), by=request.user)
        return "已放回，别人可以审。"

    def _approve(self, request, review):
        self._deciding(request)
        values = self._valid(DecisionForm(request.POST))
        step = reviewing.approve(
            reviewing.current_step(review), by=request.user, seen=values["seen"], comment=values["comment"]
        )
        return f"{step.get_step_display()}已通过。"

    def _return(self, request, review):
        self._deciding(request)
        form = DecisionForm(request.POST, places=review_page.places(review.story))
        values = self._valid(form)
        reviewing.send_back(
            reviewing.current_step(review), by=request.user, comment=values["comment"], remarks=form.remarks()
        )
        return "已退回作者。"

    def _recall(self, request, review):
        if not self._may_recall(request, review):
            raise PermissionDenied
        reviewing.recall(review, by=request.user)
        return "已撤回，可以修改后重新送审。"

    def _paper(self, request, review):
        step = reviewing.current_step(review)
        if not self._may_record(request, step):
            raise PermissionDenied
        values = self._valid(PaperForm(request.POST, request.FILES))
        act = partial(reviewing.record_paper, step, by=request.user, seen=request.POST.get("seen", ""))
        return f"{act(**values).get_step_display()}的纸质审签已登记。"

    def _invite(self, request, review):
        self._deciding(request)
        values = self._valid(InviteForm(request.POST))
        link = reviewing.invite(reviewing.current_step(review), by=request.user, name=values["name"])
        return f"给{link.name}的链接在下面，{reviewing.GUEST_DAYS}天内有效。"

    def _revoke(self, request, review):
        self._deciding(request)
        step = reviewing.current_step(review)
        key = request.POST.get("link", "")
        link = get_object_or_404(step.guest_links, pk=key if key.isdecimal() and len(key) < 19 else 0)
        reviewing.revoke(link, by=request.user)
        return f"给{link.name}的链接已作废。"

    def _valid(self, form):
        if not form.is_valid():
            raise ValidationError(
                [f"{form[name].label}：{errors[0]}" for name, errors in form.errors.items()]
            )
        return form.cleaned_data

    # --- what a draft shows -------------------------------------------------------------------------------
    def paper_view(self, request, object_id, step):
        review = self.review_or_404(request, object_id)
        found = get_object_or_404(review.steps.exclude(photograph=""), pk=step)
        response = serve(request, found.photograph.name, content_type="image/webp")
        response["Cache-Control"] = "private, no-store"
        return response

    def picture_view(self, request, object_id, **cut):
        return review_page.picture(request, self.review_or_404(request, object_id), **cut)

    def document_view(self, request, object_id, code):
        return review_page.document(request, self.review_or_404(request, object_id), code=code)


class RouteStepInline(ScopedInline, admin.TabularInline):
    model = RouteStep
    fields = ["step", "role", "people", "days"]
    autocomplete_fields = ["people"]
    max_num = 3


@admin.register(ReviewRoute)
class ReviewRouteAdmin(ScopedAdmin, admin.ModelAdmin):
    list_display = ["name", "unit", "column", "paper"]
    list_select_related = ["unit", "column"]
    fields = ["name", ("unit", "column"), "paper"]
    inlines = [RouteStepInline]
