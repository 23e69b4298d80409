"""The load: a number of clients, each asking again as soon as it is answered. One process, no threads.

Sync workers end every connection after its answer, so each request is a connection, as behind a plain proxy
(`Clients`). nginx keeps them open (`KeptOpen`), and answers faster than one process asks one at a time.
"""

import contextlib
import select
import socket
import time
from dataclasses import dataclass, field


@dataclass
class Outcome:
    seconds: float = 0.0
    latencies: list = field(default_factory=list)
    wrong: int = 0
    cpu: float = 0.0
    answered: int = 0


def request_for(path, port, headers, *, keep=False):
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [] if keep else ["Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Clients:
    """`count` connections kept busy against one address until the time is up."""

    def __init__(self, port, request, *, count, status):
        self.place, self.request, self.count = ("127.0.0.1", port), request, count
        self.expected = f"HTTP/1.1 {status} ".encode()
        self.poll = select.epoll()
        self.open = {}

    def connect(self):
        one = socket.socket()
        one.connect(self.place)
        one.sendall(self.request)
        one.setblocking(False)
        self.open[one.fileno()] = [one, time.perf_counter(), b""]
        self.poll.register(one.fileno(), select.EPOLLIN)

    def read(self, number):
        """True once the answer is whole: the server has closed."""
        one, _, head = self.open[number]
        try:
            part = one.recv(262_144)
        except (BlockingIOError, ConnectionResetError):
            part = b"" if not head else None
        if part:
            self.open[number][2] = head or part[:16]
        return not part

    def run(self, seconds):
        outcome, cpu = Outcome(), time.process_time()
        start = now = time.perf_counter()
        for _ in range(self.count):
            self.connect()
        while self.open:
            for number, _ in self.poll.poll(5) or self._stuck():
                if not self.read(number):
                    continue
                now = time.perf_counter()
                one, asked, head = self.open.pop(number)
                one.close()
                outcome.latencies.append(now - asked)
                outcome.wrong += not head.startswith(self.expected)
                if now - start < seconds:
                    self.connect()
        outcome.seconds, outcome.cpu = now - start, time.process_time() - cpu
        outcome.answered = len(outcome.latencies)
        self.poll.close()
        return outcome

    def _stuck(self):
        raise TimeoutError(f"the server left {len(self.open)} requests unanswered for 5 seconds")


class KeptOpen:
    """`count` connections that stay open and carry `DEPTH` requests at a time; answers are counted by their
    first line, which stands in no compressed body."""

    DEPTH = 4

    def __init__(self, port, request, *, count, status):
        self.place, self.request, self.count = ("127.0.0.1", port), request, count
        self.expected = f"HTTP/1.1 {status} ".encode()

    def run(self, seconds):
        outcome, cpu = Outcome(), time.process_time()
        self.poll, self.open = select.epoll(), {}
        start = now = time.perf_counter()
        for _ in range(self.count):
            self._connect()
        while now - start < seconds:
            for number, _ in self.poll.poll(5):
                outcome.answered += self._read(number)
            now = time.perf_counter()
        for one, *_ in self.open.values():
            one.close()
        self.poll.close()
        outcome.seconds, outcome.cpu = now - start, time.process_time() - cpu
        return outcome

    def _connect(self):
        one = socket.create_connection(self.place)
        one.sendall(self.request * self.DEPTH)
        one.setblocking(False)
        # How many answers of the batch are to come, and the tail in which a first line may be cut.
        self.open[one.fileno()] = [one, self.DEPTH, b""]
        self.poll.register(one.fileno(), select.EPOLLIN)

    def _read(self, number):
        """How many answers began in what came. A server ends a connection after its thousandth request."""
        one, due, tail = self.open[number]
        with contextlib.suppress(ConnectionError):
            if part := one.recv(1_048_576):
                data = tail + part
                seen = data.count(self.expected)
                if due <= seen:
                    one.sendall(self.request * self.DEPTH)
                    due += self.DEPTH
                self.open[number][1:] = [due - seen, data[1 - len(self.expected) :]]
                return seen
        self.open.pop(number)[0].close()
        self._connect()
        return 0


def ask(port, path, headers):
    """(status, headers by lower-case name, body) of one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as one:
        one.sendall(request_for(path, port, headers))
        answer = b"".join(iter(lambda: one.recv(262_144), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    fields = (line.partition(": ") for line in rest)
    return int(first.split()[1]), {name.lower(): value for name, _, value in fields}, body
