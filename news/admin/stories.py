"""Articles and reports as staff edit them."""

from content_editor.admin import ContentEditor
from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone
from js_asset import Media

from accounts.scoped_admin import ScopedAdmin, ScopedInline
from news import drafts
from news.addresses import address_for
from news.admin.blocks import BLOCK_INLINES
from news.admin.exporting import ExportingAdmin
from news.admin.lock import LockedForm, beside, without_lost_rows
from news.admin.pasting import PastingAdmin
from news.admin.publishing import PublishingAdmin
from news.admin.restoring import RestoringAdmin
from news.admin.submitting import SubmittedAdmin
from news.admin.word import WordAdmin
from news.models import Article, Byline, Edition, Report, ReportEntry

# The block editor and the text editor each write one style element, always the same; their fingerprints.
EDITOR_STYLES = [
    "'sha256-SKD9AaKRrt2WXewk1vBEhAT6x07zGGwuJKF6fTMiE5s='",
    "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='",
]
HEAD = [
    "seen_version",
    "draft_key",
    "from_draft",
    "kicker",
    ("title", "title_second"),
    "subtitle",
    "standfirst",
]
DOCUMENT = [("index_number", "document_number"), ("issuing_body", "subject"), "issued_on"]
SOURCE = [("source", "rewritten_from"), ("editor", "happened_on")]


class StoryForm(drafts.DraftForm, LockedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "空着就按标题的拼音取；公开后不再改。"

    def clean_slug(self):
        return self.cleaned_data["slug"] or address_for(self._meta.model, self.cleaned_data.get("title", ""))


class StoryAdmin(SubmittedAdmin, ScopedAdmin, PublishingAdmin):
    """What the pages of articles and reports have in common. Stands before the libraries' classes."""

    form = StoryForm
    change_form_template = "admin/news/story_form.html"
    search_fields = ["title", "title_second", "kicker"]
    autocomplete_fields = ["cover"]
    date_hierarchy = "changed_at"
    ordering = ["-changed_at", "-pk"]

    def get_queryset(self, request):
        mine = Edition.objects.filter(**{self.opts.model_name: OuterRef("pk")})
        now = timezone.now()
        return (
            super()
            .get_queryset(request)
            .annotate(
                is_standing=Exists(mine.published(now)),
                is_coming=Exists(mine.filter(visible_from__gt=now, visible_until__isnull=True)),
                was_withdrawn=Exists(mine.filter(withdrawn_at__isnull=False)),
            )
        )

    def get_changeform_initial_data(self, request):
        """A new story is the editor's own unit's, unless they say another."""
        initial = super().get_changeform_initial_data(request)
        unit = request.user.staff_roles.values_list("unit", flat=True).first()
        return {"unit": unit} | initial

    @admin.display(description="标题", ordering="title")
    def headline(self, story):
        return story.full_title

    @admin.display(description="状态")
    def state(self, story):
        if story.is_standing:
            return "公开中，有定时的新版" if story.is_coming else "公开中"
        if story.is_coming:
            return "已定时"
        return "已撤下" if story.was_withdrawn else "未公开"

    def get_readonly_fields(self, request, obj=None):
        fixed = ["slug"] if obj and obj.editions.exists() else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.standing_version = getattr(request, "standing_version", None)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST":
            request.POST = without_lost_rows(request.POST, self.rows_of_formsets(request, object_id))
            # The block editor's own copying reaches rows by key alone, whoever they belong to.
            request.POST.pop("_clone", None)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def rows_of_formsets(self, request, object_id):
        """[(prefix, keys)] of the rows that a story's form shows besides its own fields."""
        story = object_id and self.get_object(request, object_id)
        if not story:
            return []
        found = []
        for inline in self.inlines:
            field = inline.model._meta.get_field(inline.fk_name or self.opts.model_name)
            rows = inline.model._base_manager.filter(**{field.name: story})
            found.append((field.remote_field.get_accessor_name(), set(rows.values_list("pk", flat=True))))
        return found

    def conflict_of(self, request, context):
        """Both texts, where another save came between; None: no other did."""
        form = context["adminform"].form
        if getattr(form, "overtaken", None) is None:
            return None
        forms = [row for one in context["inline_admin_formsets"] for row in one.formset.forms]
        kept = [row.instance for row in forms if row.has_changed() or row.instance.pk]
        gone = [id(row.instance) for row in forms if getattr(row, "cleaned_data", {}).get("DELETE")]
        rows = [row for row in kept if id(row) not in gone]
        return beside(
            self.get_object(request, str(form.instance.pk)), form.instance, rows, seen=form.overtaken
        )

    def save_model(self, request, obj, form, change):
        obj.version = form.current_version() + 1 if change else 1
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)
        drafts.remember_saved(request, form.cleaned_data.get("draft_key"))

    def render_change_form(self, request, context, *args, **kwargs):
        story = context.get("original")
        context["saved_drafts"] = drafts.saved(request)
        context["restored"] = context["adminform"].form.is_draft
        context["conflict"] = self.conflict_of(request, context)
        context["may_publish"] = story is not None and self.has_publish_permission(request, story)
        response = super().render_change_form(request, context, **kwargs)
        media = Media.from_media(response.context_data["media"], nonce=str(request.csp_nonce))
        response.context_data["media"] = media
        response._csp_update = {"style-src": EDITOR_STYLES}
        return response


class BylineInline(ScopedInline, admin.TabularInline):
    model = Byline
    fields = ["kind", "name", "order"]


@admin.register(Article)
class ArticleAdmin(WordAdmin, PastingAdmin, ExportingAdmin, StoryAdmin, ContentEditor, RestoringAdmin):
    list_display = ["headline", "column", "unit", "state", "changed_by", "changed_at"]
    list_filter = ["column"]
    list_select_related = ["column", "unit", "changed_by"]
    filter_horizontal = ["schools", "groups"]
    inlines = [*BLOCK_INLINES, BylineInline]
    fieldsets = [
        (None, {"fields": [*HEAD, ("column", "unit")]}),
        ("题图、地址", {"fields": ["cover", "slug"]}),
        ("来源和日期", {"fields": SOURCE}),
        ("公文", {"classes": ["collapse"], "fields": DOCUMENT}),
        ("相关学校和集团", {"classes": ["collapse"], "fields": ["schools", "groups"]}),
    ]


class EntryInline(ScopedInline, admin.TabularInline):
    model = ReportEntry
    fields = ["article", "weight", "order"]
    autocomplete_fields = ["article"]


@admin.register(Report)
class ReportAdmin(StoryAdmin, RestoringAdmin):
    list_display = ["headline", "unit", "state", "changed_by", "changed_at"]
    list_select_related = ["unit", "changed_by"]
    inlines = [EntryInline]
    fieldsets = [
        (None, {"fields": [*HEAD, "unit"]}),
        ("题图、地址", {"fields": ["cover", "slug"]}),
        ("整组", {"fields": ["editors_note", ("picture_credit", "editor")]}),
    ]
