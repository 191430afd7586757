"""`manage.py serve`: prepare the database and the static files, then serve the site."""

from __future__ import annotations

import os
import secrets
import signal
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from config.environment import whole_number
from config.serving import WebServerError, address_of, listen, wait_for, web_server, worker
from config.static_files import collect_if_changed
from config.termination import exit_on_signals
from proxies.models import Front

PREPARING = 0x70726F7A  # the advisory lock of starts that prepare one database


class Command(BaseCommand):
    help = (
        "Bring the database and the static files up to date and serve the site on HOST and PORT "
        "(127.0.0.1:8000 unless set) until Ctrl-C or SIGTERM."
    )
    requires_system_checks = [Tags.security]  # of the settings, all that a start can differ in

    def handle(self, *args: Any, **options: Any) -> None:
        # A script's background job ignores Ctrl-C; the web server does not, so neither may we.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        host = os.environ.get("HOST") or "127.0.0.1"
        with closing(listen(host, whole_number("PORT", 8000))) as listener, exit_on_signals():
            self.prepare()
            self.say("Starting the web server…")
            try:
                self.serve(listener)
            except WebServerError as error:
                raise CommandError(str(error)) from error

    def serve(self, listener: socket.socket) -> None:
        """Until Ctrl-C or until the web server is asked to end, which are ordinary, or it fails."""
        try:
            with web_server(listener) as server, worker() as attendant:
                self.say(
                    f"Proxies is at {address_of(listener, settings.SITE_PREFIX)} (Ctrl-C ends it)"
                )
                status = wait_for(server, attendant)
        except KeyboardInterrupt:
            return
        if status:
            raise WebServerError(f"The web server ended with status {status}.")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def prepare(self) -> None:
        """Everything before serving; one process at a time where several share a database."""
        try:
            self.check(tags=[Tags.database], databases=[DEFAULT_DB_ALIAS])
            collect_if_changed(self.say)
            with self.alone_with_the_database():
                self.migrate()
                if not Front.objects.exists():
                    self.say("Loading the record from seeds/ (first start only)…")
                    call_command("seed")
                self.make_administrator()
        except OperationalError as error:
            message = f"The database of DATABASE_URL does not answer or fails: {error}"
            raise CommandError(message) from error
        finally:  # the pool's threads too: from here on only the web server asks
            connection = connections[DEFAULT_DB_ALIAS]
            connection.close()
            if isinstance(connection, DatabaseWrapper):
                connection.close_pool()

    @contextmanager
    def alone_with_the_database(self) -> Iterator[None]:
        """Hold a lock in the database itself, for whom an embedded server's files are elsewhere."""
        connection = connections.create_connection(DEFAULT_DB_ALIAS)
        with closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [PREPARING])
            if not cursor.fetchone()[0]:
                self.say("Waiting for another start to finish preparing the database…")
                cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])

    def migrate(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if steps:
            self.say(f"Bringing the database up to date ({steps} migrations)…")
            call_command("migrate", interactive=False, verbosity=0)

    def make_administrator(self) -> None:
        """Somebody must be able to log in; the password is shown here and nowhere else."""
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        if settings.PRODUCTION or users.filter(username="admin").exists():
            self.say("There is no administrator yet; make one with manage.py createsuperuser.")
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser(username="admin", password=password)
        address = reverse("admin:index")
        self.say(f"Administrator at {address}: user admin, password {password} (shown only once)")
