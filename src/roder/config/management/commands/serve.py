from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from gunicorn.app.base import BaseApplication

from roder.apps.console import ConsoleCommand

if TYPE_CHECKING:
    from argparse import ArgumentParser

logger = logging.getLogger(__name__)
RESTART_SECONDS = 1.0


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn inside this process: one worker with threads is ample for one municipality."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", self.address)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("workers", settings.SERVER_WORKERS)
        self.cfg.set("threads", settings.SERVER_THREADS)
        self.cfg.set("timeout", 120)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("proc_name", "roder")
        self.cfg.set(
            "control_socket_disable", True
        ) if "control_socket_disable" in self.cfg.settings else None

    def load(self) -> Any:
        from roder.config.wsgi import application  # noqa: PLC0415 - static files must be collected first

        return application


class BackgroundWorker:
    """The process that carries out jobs; started again should it end before the site does."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._is_stopped = threading.Event()
        self._process = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        if os.getpid() != self._owner:  # a process of gunicorn's own ends, not the site
            return
        self._is_stopped.set()
        self._process.terminate()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "roder.config.cli", "jobs", "--parent", str(os.getpid())],
            env={**os.environ, "RODER_HOME": str(settings.RODER_HOME)},
        )

    def _watch(self) -> None:
        while True:
            ended = self._process.wait()
            if self._is_stopped.wait(RESTART_SECONDS):
                return
            logger.error("the background worker ended with %s and is started again", ended)
            self._process = self._start()


class Command(ConsoleCommand):
    help = "Serve the site, with its background worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        call_command("collectstatic", interactive=False, verbosity=0)
        address = f"{options['host']}:{options['port']}"
        _refuse_taken_port(options["host"], options["port"])
        worker = BackgroundWorker()
        self.stderr.write(f"Roder: http://{address}/ (stop with Ctrl-C)")
        try:
            Server(address).run()
        finally:
            worker.stop()


def _refuse_taken_port(host: str, port: int) -> None:
    import socket  # noqa: PLC0415 - only this check needs it

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be used: {error.strerror}. Another program may be using it; "
                f"give another with --port."
            ) from None
