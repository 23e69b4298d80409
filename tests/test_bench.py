"""The benchmark's own parts: what it sends, what it counts, what it tells apart."""

import contextlib
import socket
import threading

import pytest
from django.test import RequestFactory

from tests.bench import client as load
from tests.bench import machine


@pytest.fixture
def applications(monkeypatch):
    from tests.bench import wsgi

    return wsgi


def ask(application, path, mode):
    started = []
    environ = RequestFactory().get(path, headers={"X-Bench": mode}).environ
    body = b"".join(application(environ, lambda status, headers: started.append((status, dict(headers)))))
    return *started[0], body


# The end of any request looks after the worker's open connection, if an earlier test left one.
@pytest.mark.django_db(transaction=True)
def test_the_floor_is_bare(applications):
    status, headers, body = ask(applications.application, "/floor/", "floor")
    assert (status, body) == ("200 OK", b"ok")
    assert "Content-Security-Policy" not in headers


@pytest.mark.django_db(transaction=True)
def test_the_portal_beside_it_is_whole_and_counts_its_queries(applications):
    status, headers, _ = ask(applications.application, "/schools/", "counted")
    assert status == "200 OK"
    assert int(headers["X-Queries"]) > 0
    assert "Content-Security-Policy" in headers


@pytest.mark.django_db
def test_the_floor_is_no_address_of_the_portal(client):
    assert client.get("/floor/").status_code == 404


def test_clients_count_answers_and_wrong_ones(live_server):
    port = int(live_server.url.rpartition(":")[2])
    right = load.request_for("/healthz/", port, {})
    outcome = load.Clients(port, right, count=3, status=200).run(0.2)
    assert len(outcome.latencies) >= 3
    assert outcome.wrong == 0
    missing = load.Clients(port, right, count=3, status=304).run(0.1)
    assert missing.wrong == len(missing.latencies)


def test_a_district_of_another_size_has_another_database():
    small, large = machine.name_for({"schools": 1}), machine.name_for({"schools": 2})
    assert small != large
    assert small.startswith(machine.PREFIX)


def test_open_connections_count_each_answer_once():
    """A server that answers in pieces, cut anywhere, as the network may."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    port, stop = in_pieces(answer)
    try:
        outcome = load.KeptOpen(port, load.request_for("/", port, {}, keep=True), count=1, status=200).run(
            0.2
        )
    finally:
        sent = stop()
    assert 0 < outcome.answered <= sent
    assert sent - outcome.answered <= load.KeptOpen.DEPTH


def in_pieces(answer):
    """(port, stop) of a server on one connection; `stop()` says how many answers it sent."""
    listening = socket.create_server(("127.0.0.1", 0))
    counted = [0]

    def serve():
        one, _ = listening.accept()
        with one, contextlib.suppress(OSError):
            while asked := one.recv(65_536):
                many = answer * asked.count(b"\r\n\r\n")
                counted[0] += asked.count(b"\r\n\r\n")
                for at in range(0, len(many), 7):
                    one.sendall(many[at : at + 7])

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()

    def stop():
        thread.join(2)
        listening.close()
        return counted[0]

    return listening.getsockname()[1], stop
