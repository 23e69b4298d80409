"""The reader's choices: text size and elder mode, kept without a script."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_chosen_size_is_kept_and_leads_back(client):
    answer = client.get("/display/", {"size": "large", "next": "/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/?a=1")
    assert b'data-size="large"' in client.get("/").content


def test_elder_mode_keeps_the_size(client):
    client.get("/display/", {"size": "huge"})
    client.get("/display/", {"elder": "1"})
    page = client.get("/").content
    assert b'data-size="huge" data-elder' in page
    client.get("/display/", {"elder": "0"})
    assert b"data-elder" not in client.get("/").content


@pytest.mark.parametrize("away", ["https://evil.example", "//evil.example", "/\\evil.example", "", "x", "\0"])
def test_no_way_leads_off_the_site(client, away):
    assert client.get("/display/", {"next": away})["Location"] == "/"


def test_an_unknown_size_changes_nothing(client):
    client.get("/display/", {"size": "large"})
    client.get("/display/", {"size": "<b>"})
    assert b'data-size="large"' in client.get("/").content


def test_other_pages_set_no_cookie(client):
    answer = client.get("/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
