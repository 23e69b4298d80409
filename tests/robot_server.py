"""A server on this machine that speaks the robots' protocol: takes JSON, answers {"errcode": 0}."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class RobotServer:
    """`said`: [(path with query, JSON)]; `answers`: what it tells next, then always {"errcode": 0}."""

    def __init__(self):
        self.said, self.answers = [], []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                outer.said.append((self.path, json.loads(self.rfile.read(length))))
                status, told = (
                    outer.answers.pop(0) if outer.answers else (200, {"errcode": 0, "errmsg": "ok"})
                )
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(json.dumps(told).encode())

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/robot/send"

    @property
    def texts(self):
        return [body["text"]["content"] for _, body in self.said]


@contextlib.contextmanager
def robot_server():
    made = RobotServer()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
