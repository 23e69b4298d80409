"""我的数据: what is held about a person, for how long, as a file to take away.

Found by the foreign keys that lead to a person, so that nothing is forgotten: an app says of each of its own
what it is and how long it stays, and a test refuses one of which nothing is said.

    own_data.about("classrooms.registration.teacher", until="随活动保存")     # read by the person, in full
    own_data.about("accounts.message.recipient", until="两年", goes=True)    # deleted when the person leaves
    own_data.done_by("news.edition.published_by")        # others' data that they handled: counted, not shown

`also(model, path)`: rows of another model that are the same person (schools: the teacher with this account).
"""

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import audit, exports
from accounts.models import User

# What lets somebody in, or tells nothing to a person.
NEVER = frozenset({"password", "digest", "token", "seal", "data", "phone_text", "phone_mark", "last_key"})
HANDLED = "随所在单位的工作记录保存"
MOST_ROWS = 20_000


@dataclass(frozen=True)
class Kept:
    """What is held by one foreign key; `handled`: it is about others, and the person only dealt with it."""

    label: str
    until: str
    goes: bool = False
    handled: bool = False

    @property
    def model(self):
        return apps.get_model(self.label.rpartition(".")[0])

    @property
    def field(self):
        return self.label.rpartition(".")[2]

    @property
    def title(self):
        return str(self.model._meta.verbose_name)

    @property
    def part(self):
        """As whom the person stands in it."""
        return str(self.model._meta.get_field(self.field).verbose_name)

    @property
    def person(self):
        return self.model._meta.get_field(self.field).related_model

    def rows(self, user):
        path = f"{self.field}__{SAME[self.person]}"
        return self.model._base_manager.filter(**{path: user.pk})


_kept = {}
# Model → how its rows name the account.
SAME = {User: "pk"}


def about(*labels, until, goes=False):
    _kept.update({label: Kept(label, until, goes) for label in labels})


def done_by(*labels, until=HANDLED):
    _kept.update({label: Kept(label, until, handled=True) for label in labels})


def also(model, path="user"):
    SAME[model] = path


def kept():
    return sorted(_kept.values(), key=lambda one: (one.handled, one.title, one.part))


# --- looking ------------------------------------------------------------------------------------------------
def counted(user):
    """[(Kept, how many rows)] of whatever is held at all, by one query."""
    each = kept()
    numbers = {f"n{place}": _number(one, user) for place, one in enumerate(each)}
    found = User.objects.filter(pk=user.pk).values(**numbers).get()
    return [(one, found[f"n{place}"]) for place, one in enumerate(each) if found[f"n{place}"]]


def _number(one, user):
    total = one.rows(user).order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(total), 0)


# --- taking away --------------------------------------------------------------------------------------------
def account_of(user):
    said = {
        "账号": user.username,
        "姓名": user.name,
        "手机号": user.phone,
        "邮箱": user.email,
        "建立时间": _plain(user.date_joined),
        "最近登录": _plain(user.last_login),
    }
    return said | {"说明": "手机号加密保存，只用来登录；密码只存摘要，谁也读不出来。"}


def record(row):
    """A row as {name: value}, as the person would read it."""
    said = {}
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in NEVER:
            continue
        value = getattr(row, field.name if field.is_relation else field.attname)
        label = getattr(row, f"get_{field.name}_display", None)
        said[str(field.verbose_name)] = label() if label and value else _plain(value)
    return said


def _plain(value):
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(" ", "seconds")
    if value is None or isinstance(value, (bool, int, float, dict, list)):
        return value
    return str(value)


def collected(user):
    """Everything of `account_of` and `kept`, with what is said of each."""
    held = []
    for one, number in counted(user):
        part = {"名称": one.title, "您在其中": one.part, "保存多久": one.until, "条数": number}
        if not one.handled:
            related = [field.name for field in one.model._meta.concrete_fields if field.is_relation]
            rows = one.rows(user).select_related(*related).order_by("pk")[:MOST_ROWS]
            part["记录"] = [record(row) for row in rows]
        held.append(part)
    made = timezone.localtime().isoformat(" ", "seconds")
    return {"网站": settings.SITE_NAME, "生成时间": made, "账号": account_of(user), "资料": held}


READ_ME = """这里是{site}保存的、与您有关的资料，{made}生成。

我的数据.json    全部资料，供别的程序读取
表格/            同样的内容，一类一张表，可用表格软件打开

您上传的录像、课件和备课稿，请在“我的分享”“结对研修”里逐个下载。
“经手”的记录是关于别人的，只列条数。

请妥善保管：里面有您的手机号等个人信息。
"""


def archive(user, *, address=None):
    """The bytes of a .zip: all as JSON, and a table of each kind."""
    found = collected(user)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("说明.txt", READ_ME.format(site=found["网站"], made=found["生成时间"]))
        packed.writestr("我的数据.json", json.dumps(found, ensure_ascii=False, indent=1, default=str))
        for place, part in enumerate(found["资料"], 1):
            if rows := part.get("记录"):
                name = f"表格/{place:02d}-{part['名称']}（{part['您在其中']}）.csv".replace(
                    "/", "／"
                ).replace("／", "/", 1)
                packed.writestr(name, _table(rows))
    audit.record(audit.Action.EXPORTED, by=user, row=user, text="我的数据", address=address)
    return out.getvalue()


def _table(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows[0])
    for row in rows:
        cells = (
            json.dumps(one, ensure_ascii=False) if isinstance(one, (dict, list)) else one
            for one in row.values()
        )
        writer.writerow([exports.neutral(cell) for cell in cells])
    return f"\ufeff{out.getvalue()}"


def _cell(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


# --- completeness -------------------------------------------------------------------------------------------
def unsaid():
    """Foreign keys to a person of which no app has said anything, and those said that are no more."""
    there = {
        f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        for model in SAME
        for relation in model._meta.related_objects
    }
    return sorted(there ^ set(_kept))
