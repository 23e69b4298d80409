"""How gunicorn serves the portal, in `make run` and behind nginx. Sync workers: threaded ones pile up."""

import gc
import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "sync"
workers = int(os.environ.get("WEB_WORKERS", "2"))
timeout = 30
graceful_timeout = 20
# A worker is renewed now and then, each at another moment, so that memory does not creep.
max_requests = 20_000
max_requests_jitter = 2_000
control_socket_disable = True
errorlog = "-"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")


def post_worker_init(worker):
    """What the portal is made of stays: it need not be searched for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
