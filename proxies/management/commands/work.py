"""`manage.py work`: what is done in the background, asked for or by the clock."""

from __future__ import annotations

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

import psycopg
from django.core.checks import Tags
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections
from procrastinate.exceptions import ConnectorException

from config.termination import end_with_starter
from proxies.ingest.background.worker import PATIENCE, Attendance

log = logging.getLogger(__name__)

AWAY = (OperationalError, InterfaceError, ConnectorException, psycopg.Error)


class Command(BaseCommand):
    help = (
        "Work in the background: try and import the files that editors upload, and what comes "
        "round by the clock, until Ctrl-C or SIGTERM. `serve` starts a worker by itself; several "
        "may run, on several machines."
    )
    requires_system_checks = [Tags.security]  # of the settings, all that a start can differ in

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing waits")

    def handle(self, *args: Any, **options: Any) -> None:
        self.attendance = Attendance()
        signal.signal(signal.SIGTERM, self.end)
        signal.signal(signal.SIGINT, self.end)
        end_with_starter()
        try:
            while not self.work(once=options["once"]):
                time.sleep(PATIENCE)
        except KeyboardInterrupt:
            return

    def end(self, number: int, frame: FrameType | None) -> None:
        """Once is enough: a terminal and the process that started this one may both ask."""
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        self.attendance.end()

    def work(self, *, once: bool) -> bool:
        """Whether it is done; it is not where the database went away."""
        try:
            self.attendance.attend(once=once)
        except AWAY as error:
            if once and not self.attendance.ended:
                raise
            log.warning("The database does not answer: %s", error)
            close_old_connections()
        return once or self.attendance.ended
