"""The pages of the three reviews: who reaches which, what each shows and changes, drafts' media included."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from news import editions, guests, reviewing, reviewing_messages
from news.models import Article, GuestLink, PictureBlock, Review, ReviewRoute, ReviewStep
from pictures import library, renditions, sharing
from publishing.models import versions
from tests.factories import ArticleFactory, ReportFactory, UnitFactory, person
from tests.reviewing_kit import approved, pass_step, school_people, seen, submitted
from tests.test_news_admin import address, posted
from tests.test_pictures import upload

pytestmark = pytest.mark.django_db


def page(review, name="read"):
    return reverse(f"admin:news_review_{name}", args=[review.pk])


def act(client, review, what, **data):
    return client.post(page(review, "act"), {"act": what, "seen": seen(review)} | data, follow=True)


@pytest.fixture
def school(media):
    """(review, writer, head) of a school's article that shows a picture of the school's own."""
    unit, writer, head = school_people()
    article = ArticleFactory(unit=unit, title="校报")
    shown = library.add(unit, upload(), title="操场", alt="红色跑道")
    PictureBlock.objects.create(parent=article, ordering=20, picture=shown)
    return reviewing.submit(article, by=writer), writer, head


def as_(client, user):
    client.force_login(user)
    return client


# --- handing in ---------------------------------------------------------------------------------------------
def test_a_correspondent_hands_in_and_reads_who_will_review(client):
    unit, writer, _ = school_people()
    article = ArticleFactory(unit=unit)
    as_(client, writer)
    shown = client.get(address(article, "submit")).content.decode()
    assert all(word in shown for word in ("示例小学校长", "采编", "终审", "检查通过"))
    response = client.post(address(article, "submit"), {"note": "请先看"}, follow=True)
    assert "已送审" in response.content.decode()
    assert Review.objects.get().note == "请先看"


def test_what_must_be_mended_is_named_before_handing_in(client):
    article = ArticleFactory(text="")
    shown = as_(client, person(Role.EDITOR)).get(address(article, "submit")).content.decode()
    assert "还没有正文" in shown


def test_who_only_reads_hands_nothing_in(client):
    unit, _, head = school_people()
    article = ArticleFactory(unit=unit)
    assert as_(client, head).post(address(article, "submit")).status_code == 403
    assert not Review.objects.exists()


def test_words_are_frozen_in_review_but_for_the_reviewer_who_claimed(client, school):
    review, writer, head = school
    pass_step(review)
    editor = person(Role.EDITOR)
    for user, status in ((writer, 403), (editor, 403)):
        response = as_(client, user).post(address(review.article, "change"), {"title": "改"})
        assert response.status_code == status
    assert "内容先不动" in client.get(address(review.article, "change")).content.decode()
    reviewing.claim(reviewing.current_step(review), by=editor)
    assert 'name="_save"' in client.get(address(review.article, "change")).content.decode()


def test_an_approved_story_says_that_a_change_voids_it(client):
    article = approved(ArticleFactory())
    as_(client, person(Role.EDITOR))
    assert "审定就不再有效" in client.get(address(article, "change")).content.decode()
    client.post(address(article, "change"), posted(article, title="改过"))
    as_(client, person(Role.PUBLISHER))
    page_ = client.post(address(article, "publish"), {"version": Article.objects.get().version})
    assert "审定之后又改过" in page_.content.decode()


# --- reading and deciding -----------------------------------------------------------------------------------
def test_the_page_shows_the_story_as_readers_will_see_it_with_steps_and_bar(client, school):
    review, writer, head = school
    response = as_(client, head).get(page(review))
    shown = response.content.decode()
    assert 'class="article"' in shown and "山那边也是邻居" in shown
    assert "一审通过" in shown and "检查到" not in shown and "复制通知" in shown
    assert "no-store" in response["Cache-Control"]


def test_a_head_passes_an_editor_returns_with_remarks_and_the_author_reads_them(client, school):
    review, writer, head = school
    assert "一审已通过" in act(as_(client, head), review, "approve", comment="同意").content.decode()
    editor = person(Role.EDITOR)
    response = act(as_(client, editor), review, "return", comment="", remark_0="这句谁说的？")
    assert "已退回" in response.content.decode()
    trail = as_(client, writer).get(page(review, "change")).content.decode()
    assert all(word in trail for word in ("送审", "一审通过", head.name, "同意", "二审退回", "这句谁说的？"))


@pytest.mark.parametrize("name", ["approve", "return", "claim"])
def test_neither_author_nor_outsiders_decide(client, school, name):
    review, writer, _ = school
    stranger = person(Role.HEAD, UnitFactory())
    assert as_(client, writer).post(page(review, "act"), {"act": name}).status_code == 403
    assert as_(client, stranger).post(page(review, "act"), {"act": name}).status_code == 404
    publisher = act(as_(client, person(Role.PUBLISHER)), review, name, comment="不好")
    assert "由示例小学校长来审" in publisher.content.decode()
    assert not ReviewStep.objects.exclude(decision="").exists()


def test_a_claim_is_seen_and_let_go(client, school):
    review, _, head = school
    assert f"{head.name}在审" in act(as_(client, head), review, "claim").content.decode()
    assert "已放回" in act(client, review, "release").content.decode()


def test_an_older_page_decides_nothing(client, school):
    review, writer, head = school
    old = seen(review)
    Article.objects.update(title="改过")
    data = {"act": "approve", "seen": old}
    response = as_(client, head).post(page(review, "act"), data, follow=True)
    assert "又改过" in response.content.decode()
    assert not ReviewStep.objects.exclude(decision="").exists()


@pytest.mark.parametrize("data", [{}, {"act": "delete"}, {"act": "revoke", "link": "9" * 30}])
def test_what_is_no_act_is_not_found(client, school, data):
    assert as_(client, school[2]).post(page(school[0], "act"), data).status_code == 404


def test_the_author_takes_a_story_back(client, school):
    review, writer, _ = school
    assert "已撤回" in act(as_(client, writer), review, "recall").content.decode()
    assert 'name="_save"' in client.get(address(review.article, "change")).content.decode()


def test_a_paper_is_recorded_and_its_photograph_shown_to_those_concerned(client, school):
    review, writer, _ = school
    Review.objects.update(paper=True)
    data = {"signer": "王主任", "signed_on": timezone.localdate().isoformat(), "photograph": upload()}
    assert "纸质审签已登记" in act(as_(client, writer), review, "paper", **data).content.decode()
    step = review.steps.first()
    photograph = reverse("admin:news_review_paper", args=[review.pk, step.pk])
    response = client.get(photograph)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert "no-store" in response["Cache-Control"]
    assert as_(client, person(Role.HEAD, UnitFactory())).get(photograph).status_code == 404


def test_differences_from_the_published_and_the_returned_version_are_shown(client):
    article = ArticleFactory(title="旧题", text="<p>第一句话。</p>")
    editions.publish_article(article, by=None)
    writer, editor = person(Role.EDITOR), person(Role.EDITOR)
    review = submitted(article, writer)
    reviewing.send_back(reviewing.current_step(review), by=editor, comment="改")
    article.title = "新题"
    article.save()
    article.news_section_set.update(text="<p>第二句话。</p>")
    shown = as_(client, editor).get(page(submitted(article, writer))).content.decode()
    assert "读者现在看到的" in shown and "已退回" in shown
    assert "<del>一</del>" in shown and "<ins>二</ins>" in shown and "<ins>新</ins>" in shown


def test_a_report_is_read_whole_and_remarked_article_by_article(client):
    report = ReportFactory(articles=2)
    review = submitted(report)
    shown = as_(client, person(Role.EDITOR)).get(page(review)).content.decode()
    assert all(f"《{entry.article.title}》第1块" in shown for entry in report.entries.all())


# --- the queue and the desk ---------------------------------------------------------------------------------
def test_the_desk_and_the_queue_name_what_waits_for_whom(client, school):
    review, writer, head = school
    desk = as_(client, head).get("/admin/").content.decode()
    assert "篇稿件等您审" in desk
    queue = reverse("admin:news_review_changelist")
    assert "校报" in client.get(f"{queue}?queue=mine").content.decode()
    assert "校报" not in as_(client, writer).get(f"{queue}?queue=mine").content.decode()
    ReviewStep.objects.update(due_on="2026-01-02")
    assert "已超期" in as_(client, head).get("/admin/").content.decode()
    assert "校报" in client.get(f"{queue}?queue=late").content.decode()
    reviewing.send_back(reviewing.current_step(review), by=head, comment="改")
    assert "被退回，等您修改" in as_(client, writer).get("/admin/").content.decode()


def test_the_queue_costs_the_same_for_one_review_and_for_many(client, django_assert_num_queries):
    as_(client, person(Role.PUBLISHER))
    queue = reverse("admin:news_review_changelist")
    client.get(queue)  # what is kept for a while is asked once
    counts = []
    for more in (1, 8):
        for _ in range(more):
            submitted(ArticleFactory())
        versions.forget()  # read again once a second
        with django_assert_num_queries(11, exact=False) as captured:
            client.get(queue)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# --- signed links, and the media of drafts ------------------------------------------------------------------
def guest_of(school, name="赵主任（镇政府）"):
    review, _, head = school
    return reviewing.invite(reviewing.current_step(review), by=head, name=name)


def pictures_in(response, prefix):
    text = response.content.decode()
    assert "/media/pictures/" not in text.split("<article")[1].split("</article>")[0]
    return text.split(f'src="{prefix}')[1].split('"')[0]


def test_a_link_is_given_read_and_answered_without_an_account(client, school):
    review, writer, head = school
    shown = act(as_(client, head), review, "invite", name="赵主任（镇政府）").content.decode()
    path = guests.path_of(GuestLink.objects.get())
    assert path.rpartition(".")[0][:30] in shown
    client.logout()
    response = client.get(path)
    assert "山那边也是邻居" in response.content.decode()
    assert response["Referrer-Policy"] == "no-referrer" and "no-store" in response["Cache-Control"]
    assert client.get(f"{path}pictures/{pictures_in(response, f'{path}pictures/')}").status_code == 200
    client.post(path, {"answer": "agreed", "seen": seen(review)})
    assert "谢谢" in client.get(path).content.decode()
    assert Review.objects.get().at_step == 2


def test_a_link_shows_its_own_story_alone_and_ends_with_its_step(client, school):
    review, _, _ = school
    path = guests.path_of(guest_of(school))
    other = library.add(review.unit, upload(), title="别的", alt="别的图")
    foreign = renditions.sources(other.prepared())[0][0]
    response = client.get(path)
    address_ = f"{path}pictures/{pictures_in(response, f'{path}pictures/')}"
    assert client.get(path + "pictures/" + foreign.removeprefix("/media/pictures/")).status_code == 404
    assert client.get(path[:-2] + "x/").status_code == 404
    pass_step(review)
    assert client.get(path).status_code == 404
    assert client.get(address_).status_code == 404


@pytest.mark.parametrize("what", ["read", "draft picture", "picture in the review", "preview"])
def test_who_sees_a_draft_and_its_media(client, school, what):
    """One line a role: the school's own staff, the district's editors and publishers; nobody else."""
    review, writer, head = school
    response = as_(client, head).get(page(review))
    prefix = page(review).removesuffix("read/") + "pictures/"
    name = pictures_in(response, prefix)
    path = {
        "read": page(review),
        "preview": address(review.article, "preview"),
        "draft picture": f"/media/pictures/{name}",
        "picture in the review": prefix + name,
    }[what]
    allowed = {Role.CORRESPONDENT, Role.HEAD, Role.EDITOR, Role.PUBLISHER}
    away = 404 if what == "draft picture" else 302
    for role in Role:
        at_school = role in (Role.TEACHER, Role.CORRESPONDENT, Role.AFFAIRS, Role.HEAD)
        group = UnitFactory(kind="group") if role == Role.GROUP else None
        as_(client, person(role, review.unit if at_school else group))
        expected = 200 if role in allowed else away if role == Role.TEACHER else 404
        assert client.get(path).status_code == expected, role
    as_(client, person(Role.HEAD, UnitFactory()))
    assert client.get(path).status_code == 404
    client.logout()
    assert client.get(path).status_code == away


def test_the_group_notice_is_ready_to_be_copied(client, school):
    review, _, head = school
    shown = as_(client, head).get(page(review)).content.decode()
    short = sharing.short_path(reviewing_messages.LETTER, review.pk)
    assert "【审稿】示例小学《校报》等一审" in shown and short in shown
    client.logout()
    assert client.get(short).url == reviewing_messages.path_of(review)
    for name in ("poster/", "card.jpg", "qr.png"):
        assert client.get(short + name).status_code == 404


def test_remarks_stand_beside_the_blocks_they_speak_of(client):
    report = ReportFactory(articles=1)
    article, editor = report.articles.get(), person(Role.EDITOR)
    block = article.news_section_set.get()
    review = submitted(report)
    act(as_(client, editor), review, "return", remark_0="这句谁说的？")
    for story in (report, article):
        shown = client.get(address(story, "change")).content.decode()
        assert f'data-remark="news_section_set-{block.pk}"' in shown and "这句谁说的？" in shown
    submitted(report)
    assert "这句谁说的？" not in client.get(address(article, "change")).content.decode()


def test_routes_are_for_publishers_to_set(client):
    add = reverse("admin:news_reviewroute_add")
    assert as_(client, person(Role.EDITOR)).get(add).status_code == 403
    as_(client, person(Role.PUBLISHER))
    steps = {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0, "steps-0-step": 3, "steps-0-role": "publisher"}
    assert (
        client.post(add, {"name": "通知只终审", "paper": "on", "steps-0-days": 1} | steps).status_code == 302
    )
    assert ReviewRoute.objects.get().steps.get().days == 1
