"""The floors, and the rules that hold in every file of the house (docs/architecture.md says why)."""

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from content_editor.models import PluginBase
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import ForeignObjectRel, QuerySet
from django.urls import Resolver404, resolve
from django.utils import translation

from accounts.models import User
from accounts.rights import OwnedQuerySet
from publishing.models import PublishedQuerySet

ROOT = Path(settings.BASE_DIR)
# From the roof to the ground. What stands on one line does not import each other; the ground has three steps.
FLOORS = (
    {"liangping_portal"},
    {"news"},
    {"classrooms"},
    {"groups", "enrolment"},
    {"schools"},
    {"pictures", "search"},
    {"publishing"},
    {"accounts"},
)
APPS = frozenset().union(*FLOORS)
LEVEL = {app: len(FLOORS) - place for place, floor in enumerate(FLOORS) for app in floor}
# The one table of rights names every kind of row, as text.
NAMES_ALL_MODELS = {"accounts/roles.py"}
TOP = {
    *APPS,
    *("templates", "static", "tests", "docs", "deploy", ".ci"),
    *("manage.py", "requirements.txt", "requirements-dev.txt", "pyproject.toml"),
    *("Makefile", "README.md", "CHANGELOG.md", "LICENSE", ".gitignore"),
}
UNTRACKED = {".git", ".venv", "var", ".pytest_cache", ".ruff_cache", ".coverage", "__pycache__"}
DRAWERS = {"utils", "helpers", "services", "core", "common", "misc", "lib"}
# Where a block stands in its article: the editor's own fields, hidden in every form.
PLACE_OF_A_BLOCK = {"parent", "region", "ordering"}
CJK = re.compile(r"[\u4e00-\u9fff]")


def python_files(app):
    return [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def named(path):
    return str(path.relative_to(ROOT))


def within_reach(app):
    """The apps that `app` may name: those below it, and itself."""
    return {other for other in APPS if LEVEL[other] < LEVEL[app]} | {app}


def imported(node):
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.split(".")[0]]
    return []


@cache
def nodes(app):
    """[(app, place, node), …] of what the rules below look at."""
    return [
        (app, f"{named(path)}:{node.lineno}", node)
        for path in python_files(app)
        for node in ast.walk(ast.parse(path.read_text(), filename=str(path)))
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Constant | ast.Attribute | ast.Call)
    ]


def code():
    return chain.from_iterable(map(nodes, sorted(APPS)))


def test_imports_go_downwards():
    wrong = [
        f"{place} imports {name}"
        for app, place, node in code()
        for name in imported(node)
        if name in APPS - within_reach(app)
    ]
    assert wrong == []


def test_no_text_names_a_model_address_or_template_above():
    """`"news.Article"`, `reverse("news:…")`, `"news/….html"` in a lower room are imports in disguise."""
    wrong = [
        f"{place} names {node.value}"
        for app, place, node in code()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for name in re.findall(r"^([a-z_]+)(?:[:.]\w+|/\S+\.html)$", node.value)
        if name in APPS - within_reach(app) and place.split(":")[0] not in NAMES_ALL_MODELS
    ]
    assert wrong == []


# --- Reverse accessors ------------------------------------------------------------------------------------


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def accessors_above(app):
    """Names under which models within reach of `app` show rows of apps that are not."""
    reach = within_reach(app)
    above, known = set(), set()
    for model in own_models():
        if model._meta.app_label not in reach:
            continue
        for field in model._meta.get_fields(include_hidden=True):
            reverse = isinstance(field, ForeignObjectRel)
            names = {field.name, field.get_accessor_name()} if reverse else {field.name}
            if reverse and field.related_model._meta.app_label in APPS - reach:
                above |= names
            else:
                known |= names
    return {name for name in above - known if name and not name.endswith("+")}


QUERY_CALL = re.compile(
    "filter|exclude|get|annotate|aggregate|order_by|values|values_list|only|defer|select_related"
    "|prefetch_related|Prefetch|Q|F|Count|Sum|Min|Max|Exists"
)


def lookups(node):
    """The lookup paths that a query call names, in keywords and in texts."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if not QUERY_CALL.fullmatch(name):
        return []
    texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    return [keyword.arg for keyword in node.keywords if keyword.arg] + [
        text.lstrip("-") for text in texts if isinstance(text, str)
    ]


def names_used(node):
    if isinstance(node, ast.Attribute):
        return {node.attr}
    if isinstance(node, ast.Call):
        return {part for path in lookups(node) for part in path.split("__")}
    return set()


@pytest.mark.parametrize("app", sorted(APPS - {"liangping_portal"}))
def test_no_reverse_accessor_upwards(app):
    above = accessors_above(app)
    wrong = [f"{place} uses {name}" for _, place, node in nodes(app) for name in names_used(node) & above]
    assert wrong == []


# --- Views ------------------------------------------------------------------------------------------------

BARE = {name for name in vars(QuerySet) if not name.startswith("_")} - {"none"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def guarded_models():
    """Names of models whose rows are somebody's or have their time."""
    found = set()
    for model in own_models():
        rows = type(model._default_manager.all())
        owned = issubclass(rows, OwnedQuerySet) and rows.unit_path is not None
        if owned or issubclass(rows, PublishedQuerySet):
            found.add(model.__name__)
    return found


def bare_access(node, guarded):
    """`School.objects.filter(…)` or `get_object_or_404(School, …)`: rows without scope."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    if isinstance(function, ast.Name) and function.id in SHORTCUTS:
        return isinstance(node.args[0], ast.Name) and node.args[0].id in guarded
    return (
        isinstance(function, ast.Attribute)
        and function.attr in BARE
        and isinstance(function.value, ast.Attribute)
        and function.value.attr in {"objects", "_default_manager"}
        and isinstance(function.value.value, ast.Name)
        and function.value.value.id in guarded
    )


def test_views_reach_rows_through_scoped_querysets():
    guarded = guarded_models()
    assert {"School", "Session", "Edition", "Registration"} <= guarded
    wrong = [
        f"{place} {ast.unparse(node.func)}"
        for _, place, node in code()
        if re.search(r"/(\w+_)?(views|feeds|panels)\b", place) and bare_access(node, guarded)
    ]
    assert wrong == []


# --- Templates, styles and scripts ------------------------------------------------------------------------


def templates():
    return sorted((ROOT / "templates").rglob("*.*"))


def static_files(*endings):
    return [path for ending in endings for path in sorted((ROOT / "static").rglob(f"*.{ending}"))]


def found(paths, pattern):
    shape = re.compile(pattern, re.IGNORECASE)
    return [
        f"{named(path)}:{number}: {match.group(0)}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        for match in shape.finditer(line)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"<[^>]*\sstyle\s*=", id="style attribute"),
        pytest.param(r"<style\b", id="inline style"),
        pytest.param(r"<script(?![^>]*\ssrc=)[^>]*>", id="inline script"),
        pytest.param(r"<[^>]*\son[a-z]+\s*=", id="event handler"),
        pytest.param(r"javascript:", id="javascript address"),
        pytest.param(r"\|\s*safe\b|autoescape\s+off", id="unescaped"),
        pytest.param(
            r"<(?!a\b)[^>]*\s(src|srcset|href|action|poster|data)=[\"'](https?:)?//", id="foreign host"
        ),
    ],
)
def test_templates_have_no(pattern):
    assert found(templates(), pattern) == []


def test_styles_and_scripts_name_no_other_host():
    scripts = [path for path in static_files("css", "js", "svg") if path.stat().st_size]
    hosts = found(scripts, r"(https?:)?//[a-z0-9-]+\.[a-z]+[^\s\"']*")
    assert [line for line in hosts if "www.w3.org/" not in line] == []
    assert found(static_files("css"), r"!important|@import") == []


def test_templates_of_a_room_name_nothing_above():
    wrong = []
    for app in sorted(APPS - {"liangping_portal"}):
        above = APPS - within_reach(app)
        paths = sorted((ROOT / "templates" / app).rglob("*.*"))
        outside = "|".join(sorted(above)) or "$."
        wrong += found(paths, rf"[\"']({outside})[:/]\w")
        names = "|".join(sorted(accessors_above(app))) or "$."
        wrong += found(paths, rf"{{[{{%][^}}]*\.({names})\b")
    assert wrong == []


def test_fixed_links_lead_somewhere():
    wrong = []
    for path in templates():
        for address in set(re.findall(r'(?:href|action)="(/[^"{]*)"', path.read_text())):
            try:
                resolve(re.split(r"[?#]", address)[0])
            except Resolver404:
                wrong.append(f"{named(path)}: {address}")
    assert wrong == []


# --- Models and modules -----------------------------------------------------------------------------------


def test_every_key_to_a_person_says_its_way_back():
    wrong = [
        str(field)
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is User
        if not field.remote_field.related_name
    ]
    assert wrong == []


def test_every_app_model_and_field_has_a_chinese_name():
    with translation.override("zh-hans"):
        names = {config.name: config.verbose_name for config in apps.get_app_configs() if config.name in APPS}
        for model in own_models():
            names[model._meta.label] = model._meta.verbose_name
            for field in model._meta.fields + model._meta.many_to_many:
                hidden = issubclass(model, PluginBase) and field.name in PLACE_OF_A_BLOCK
                if not (field.primary_key or field.auto_created or hidden):
                    names[f"{model._meta.label}.{field.name}"] = field.verbose_name
        assert {name: str(said) for name, said in names.items() if not CJK.search(str(said))} == {}


def test_models_and_migrations_agree(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_top_level_is_as_agreed():
    entries = {path.name for path in ROOT.iterdir()} - UNTRACKED
    assert entries == TOP


def test_modules_are_named_for_what_they_hold():
    modules = [path for app in APPS for path in (ROOT / app).rglob("*") if path.suffix in {"", ".py"}]
    assert [named(path) for path in modules if path.stem in DRAWERS] == []


def test_only_the_settings_read_the_environment():
    allowed = {"liangping_portal/settings.py", "liangping_portal/wsgi.py"}
    wrong = [
        place
        for _, place, node in code()
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
        if place.split(":")[0] not in allowed and getattr(node.value, "id", "") == "os"
    ]
    assert wrong == []
