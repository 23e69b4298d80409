"""A server on this machine that speaks BigBlueButton's protocol: signed addresses in, small XML out."""

import contextlib
import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

SECRET = "8cd8ef52e8e101574e400365b55e11a6"
# Longer than any time limit that a test sets.
DRIP = 0.05
KEYS = frozenset({"name", "meetingID", "moderatorPW", "attendeePW"})


class BigBlueButtonServer:
    """`meetings`: {meetingID: parameters}; `calls`: [(call, parameters)]; `recordings`: [(id, url, name)];
    `answers`: bodies (or functions of the handler) that it gives next instead of its own."""

    def __init__(self, algorithm="sha256"):
        self.algorithm = algorithm
        self.meetings, self.calls, self.recordings, self.answers = {}, [], [], []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                told = outer.answers.pop(0) if outer.answers else outer.answer(self.path)
                if callable(told):
                    told(self)
                    return
                self.send_response(200)
                self.end_headers()
                self.wfile.write(told.encode() if isinstance(told, str) else told)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/bigbluebutton/"

    def answer(self, path):
        call, query, checksum = self.parted(path)
        wanted = hashlib.new(self.algorithm, f"{call}{query}{SECRET}".encode()).hexdigest()
        if checksum != wanted:
            return _failed("checksumError", "Checksums do not match")
        parameters = dict(parse_qsl(query))
        self.calls.append((call, parameters))
        return getattr(self, f"_{call}")(parameters)

    @staticmethod
    def parted(path):
        call, _, rest = path.removeprefix("/bigbluebutton/api/").partition("?")
        query, _, checksum = rest.rpartition("&checksum=")
        return call, query, checksum

    def _create(self, asked):
        assert asked.keys() >= KEYS
        there = self.meetings.setdefault(asked["meetingID"], asked)
        if any(there[name] != asked[name] for name in ("moderatorPW", "attendeePW")):
            return _failed("idNotUnique", "A meeting already exists with that meeting ID.")
        return _said(f"<meetingID>{asked['meetingID']}</meetingID>")

    def _join(self, asked):
        made = self.meetings.get(asked["meetingID"])
        if made is None:
            return _failed("invalidMeetingIdentifier", "The meeting ID does not match any meetings")
        password = {"MODERATOR": "moderatorPW", "VIEWER": "attendeePW"}[asked["role"]]
        assert asked["password"] == made[password]
        return "<!doctype html><title>inside</title><h1>inside</h1>"

    def _getRecordings(self, asked):  # noqa: N802 (the protocol's own name)
        rows = [
            f"<recording><recordID>{key}</recordID><name><![CDATA[{name}]]></name>"
            "<startTime>1795658400000</startTime><endTime>1795663800000</endTime><playback>"
            f"<format><type>podcast</type><url>http://127.0.0.1/{key}.ogg</url></format>"
            f"<format><type>presentation</type><url>{escape(url)}</url></format></playback></recording>"
            for key, url, name in self.recordings
            if asked["meetingID"] in self.meetings
        ]
        return _said(f"<recordings>{''.join(rows)}</recordings>")


def _said(body):
    return f"<response><returncode>SUCCESS</returncode>{body}</response>"


def _failed(key, message):
    return (
        f"<response><returncode>FAILED</returncode><messageKey>{key}</messageKey>"
        f"<message>{message}</message></response>"
    )


# --- Answers of a server that is ill, or is none ------------------------------------------------------------
def drips(handler):
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(DRIP)


def never_ends(handler):
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(64):
            handler.wfile.write(b"<response>" * 10_000)


def redirects(handler):
    handler.send_response(302)
    handler.send_header("Location", "/elsewhere")
    handler.end_headers()


def speaks_no_http(handler):
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")


def is_broken(handler):
    handler.send_response(502)
    handler.end_headers()


@contextlib.contextmanager
def bbb_server(settings, algorithm="sha256"):
    made = BigBlueButtonServer(algorithm)
    settings.BBB_URL, settings.BBB_SECRET, settings.BBB_CHECKSUM = made.url, SECRET, algorithm
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
