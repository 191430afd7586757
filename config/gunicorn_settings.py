"""Settings of gunicorn: `gunicorn --config python:config.gunicorn_settings`.

`manage.py serve` runs it so; an installation behind its own supervisor can do the same. Django is
loaded by each worker for itself, so that none shares a database connection with another.
"""

from __future__ import annotations

import gc
import os
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from config.environment import whole_number
from config.termination import end_with_starter

WORKERS_AT_MOST = 4  # by default; each holds its own copy of what it needs of the record

wsgi_app = "config.wsgi"
worker_class = "gthread"
workers = whole_number("WEB_WORKERS", max(2, min(os.cpu_count() or 2, WORKERS_AT_MOST)), least=1)
threads = whole_number("WEB_THREADS", 4, least=1)
timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = "warning"
control_socket_disable = True  # one path for all of a user's servers; two would share it


def on_starting(server: Any) -> None:
    """The server ends with the process that started it."""
    end_with_starter()


def post_fork(server: Any, worker: Any) -> None:
    """Nothing of what a worker loads is to be thrown away: to look for that takes a tenth of it."""
    gc.disable()


def post_worker_init(worker: Any) -> None:
    """Each worker of this site reads what its first reader would wait for."""
    if apps.ready:
        import_string("proxies.web.beginning.begin")()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # as often as by default, it takes up to a tenth of a page
    gc.enable()
