"""`make run`: the portal with demo content on this machine, and how to sign in.

Sets up the database, the static files and the demo, then runs the web server and the worker until Ctrl-C.
Standard library only: what goes wrong is said in one sentence, not in a traceback.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 60


class Stop(Exception):
    """The start cannot go on; the text says why and what to do."""


def chosen_port():
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Stop(f"PORT={text} 不是端口号。（PORT must be a number from 1 to 65535.）")
    return int(text)


def require_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Stop(f"没有权限使用端口 {port}，请换一个：PORT=8001 make run") from None
        except OSError:
            raise Stop(
                f"端口 {port} 已被占用，请停掉占用它的程序，或换一个：PORT={port + 1} make run"
                f"（Port {port} is taken.）"
            ) from None


def environment():
    if os.environ.get("PROFILE") == "production":
        raise Stop("make run 只供本机演示；正式部署见 docs/operations.md。（make run is for demonstration.）")
    return os.environ | {"PROFILE": "local", "PYTHONUNBUFFERED": "1"}


def manage(env, *arguments):
    """Run a management command and return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["没有说明"]
        if "OperationalError: connection" in done.stderr or "unable to open database" in done.stderr:
            raise Stop(f"数据库没有应答（DATABASE_URL）：{lines[-1]}")
        raise Stop(f"manage.py {arguments[0]} 没有完成：{lines[-1]}")
    return done.stdout


def prepare(env):
    """Database, cache table, static files, demo content; returns the demo's sign-ins as text."""
    print("正在准备数据库 …", flush=True)
    manage(env, "migrate", "--noinput", "--verbosity", "0")
    manage(env, "createcachetable")
    print("正在准备样式与脚本 …", flush=True)
    manage(env, "collectstatic", "--noinput", "--verbosity", "0")
    print("正在装入演示内容 …", flush=True)
    return manage(env, "load_demo", "--accounts")


def start(env, port):
    return {
        "网站": subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
                *("--bind", f"{HOST}:{port}", "--forwarded-allow-ips", HOST),
                "liangping_portal.wsgi",
            ],
            cwd=ROOT,
            env=env,
        ),
        "后台任务": subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=env),
    }


def require_running(processes):
    for name, process in processes.items():
        if process.poll() is not None:
            raise Stop(f"{name}意外停止（退出码 {process.returncode}），原因见上。")


def wait_until_answering(processes, port):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        require_running(processes)
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/healthz/", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Stop(f"网站在 {START_SECONDS} 秒内没有应答。")


def stop(processes):
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    for process in processes.values():
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def serve(env, port, sign_ins):
    processes = start(env, port)
    try:
        wait_until_answering(processes, port)
        print(f"\n{sign_ins.strip()}\n\n网站已启动：http://{HOST}:{port}/ （按 Ctrl-C 停止）", flush=True)
        while True:
            require_running(processes)
            time.sleep(0.5)
    finally:
        # The stopping itself is not to be interrupted by a second Ctrl-C.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stop(processes)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        port = chosen_port()
        env = environment()
        require_free(port)
        serve(env, port, prepare(env))
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已停止。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
