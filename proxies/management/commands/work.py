"""`manage.py work`: try and import the files that editors upload."""

from __future__ import annotations

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from config.termination import end_with_starter
from proxies.ingest.uploads.worker import Worker

log = logging.getLogger(__name__)

SECONDS_BETWEEN = 1.0
"""How often the queue is looked at while it is empty."""
TIDY_SECONDS = 3600
PATIENCE = 5.0
"""Before a database that does not answer is asked again."""


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """As Ctrl-C, at which the database driver also cancels the statement that is running.

    Once is enough: a terminal and the process that started this one may both ask.
    """
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


class Command(BaseCommand):
    help = (
        "Try and import the files that editors upload, until Ctrl-C or SIGTERM. `serve` starts one "
        "by itself; several may run, on several machines."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when no file waits")

    def handle(self, *args: Any, **options: Any) -> None:
        signal.signal(signal.SIGTERM, _interrupt)
        signal.signal(signal.SIGINT, _interrupt)
        end_with_starter()
        try:
            while not self.work(once=options["once"]):
                time.sleep(PATIENCE)
        except KeyboardInterrupt:
            return

    def work(self, *, once: bool) -> bool:
        """Whether it is done; it is not where the database went away."""
        try:
            with Worker() as worker:
                return self.attend(worker, once=once)
        except (OperationalError, InterfaceError) as error:
            if once:
                raise
            log.warning("The database does not answer: %s", error)
            close_old_connections()
            return False

    def attend(self, worker: Worker, *, once: bool) -> bool:
        tidied = float("-inf")
        while True:
            if time.monotonic() - tidied > TIDY_SECONDS:
                worker.tidy()
                tidied = time.monotonic()
            if not worker.turn():
                if once:
                    return True
                time.sleep(SECONDS_BETWEEN)
