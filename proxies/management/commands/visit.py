"""`manage.py visit [CHANNEL]`: read the channels that are due, or one of them now."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.texts import forget_texts
from proxies.ingest.intake.visiting import visit
from proxies.models import Channel
from proxies.wording.intake import visited


class Command(BaseCommand):
    help = "Read the channels whose time has come, or one by its name or number now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("channel", nargs="?", default="", help="its name, or its number")

    def handle(self, *args: Any, **options: Any) -> None:
        named = options["channel"]
        channels = [self.channel(named)] if named else list(Channel.objects.due())
        for channel in channels:
            self.read(channel, alone=bool(named))
        if not channels:
            self.stdout.write("No channel is due.")
        if removed := forget_texts():
            self.stdout.write(f"{removed} texts were removed, for their time was over.")

    def channel(self, named: str) -> Channel:
        """By name, else by number."""
        channel = Channel.objects.filter(name=named).first()
        if channel is None and named.isascii() and named.isdigit():
            channel = Channel.objects.filter(pk=int(named[:18])).first()
        if channel is None:
            known = ", ".join(Channel.objects.values_list("name", flat=True)) or "none"
            raise CommandError(f"There is no channel {named!r}. There are: {known}.")
        return channel

    def read(self, channel: Channel, *, alone: bool) -> None:
        try:
            done = visit(channel)
        except FetchError as error:
            if alone:
                raise CommandError(error.words) from error
            self.stderr.write(f"{channel}: {error.words}")
            return
        words = visited(done.end, done.found, done.new, done.changed)
        self.stdout.write(f"{channel}: {words}")
        for line in done.message.splitlines():
            self.stdout.write(f"  {line}")
