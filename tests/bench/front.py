"""nginx before the benchmark's server, with the configuration of deploy/."""

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.bench import machine
from tests.bench.client import ask


@contextlib.contextmanager
def nginx():
    """Yields (port, process ids); (None, []) where no nginx is installed."""
    from django.conf import settings

    from tests.nginx import DEPLOY, configuration, free_port, nginx_path

    if nginx_path() is None:
        yield None, []
        return
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        shutil.copy(DEPLOY / "proxy.conf", folder / "proxy.conf")
        text = configuration(folder, settings.MEDIA_ROOT, port, f"127.0.0.1:{machine.PORT}")
        (folder / "nginx.conf").write_text(text)
        process = subprocess.Popen([nginx_path(), "-c", str(folder / "nginx.conf")])
        try:
            machine.wait_for(process, lambda: ask(port, "/healthz/", {}))
            yield port, [process.pid, *machine.children(process.pid)]
        finally:
            process.terminate()
            process.wait(timeout=30)
