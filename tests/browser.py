"""A real Chromium, a live server with hashed static files, and axe. Loaded by pytest as a plugin.

    @pytest.mark.browser
    def test_parent_finds_a_school(open_page, axe):
        page = open_page("/schools/", width=360, script=False)

A page that asks another host for anything, breaks its content policy or throws in a script fails its test.
"""

import os
import shutil

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from django.test.testcases import _StaticFilesHandler
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HEIGHTS = {360: 740, 1280: 900}
PATIENCE = 10_000


def chromium_path():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def live_server():
    """As pytest-django's, but serving what collectstatic made, under the hashed names."""
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = _StaticFilesHandler
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What a page did that no page of ours may do."""

    def __init__(self, page, home):
        self.home = home
        self.troubles = []
        page.on("request", self.on_request)
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.troubles.append(f"script error: {error}"))

    def on_request(self, request):
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.troubles.append(f"asked another host: {request.url}")

    def on_console(self, message):
        if message.type == "error" and "Content Security Policy" in message.text:
            self.troubles.append(message.text)


@pytest.fixture
def open_page(live_server, chromium):
    """open_page(path, width=1280, script=True, dark=False, user=None, …): a Playwright page there."""
    contexts, watches = [], []

    def opened(path="/", *, width=1280, script=True, dark=False, user=None, **options):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            sign_in(context, user, live_server.url)
        page = context.new_page()
        watches.append(Watch(page, live_server.url))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [trouble for watch in watches for trouble in watch.troubles] == []


def sign_in(context, user, url):
    """Give the browser a session of this user, as a successful sign-in would."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


# Axe would fetch the style sheets once more, for none of these rules: what a page shows is all they judge.
LOADED = {"assets": ["media"]}
# Only what is wrong is told: what passed, carried over node by node, takes as long as judging it.
JUDGE = """([context, options]) => axe.run(context ?? document, options).then(({violations}) =>
    violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`)))"""


@pytest.fixture
def axe():
    """axe(page): no violation of WCAG 2.2 A or AA."""

    def judge(page, context=None, *, dark=False, **options):
        """`dark`: judge the page's colours once more in the dark scheme, where nothing else differs."""
        if dark:
            judge(page, context, **options)
            page.emulate_media(color_scheme="dark")
            options["runOnly"] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
        every = {"type": "tag", "values": WCAG}
        options = {"runOnly": every, "resultTypes": ["violations"], "preload": LOADED, **options}
        if not page.evaluate("Boolean(window.axe?.run)"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate(JUDGE, [context, options])
        if dark:
            page.emulate_media(color_scheme="light")
        assert found == []

    return judge
