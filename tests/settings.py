"""Settings of the test suite: those of the site, in a folder of this process.

No server is started here: xdist's controller and tests without a database need none. Where
DATABASE_URL is not set, `tests.conftest` starts an embedded one before the first test that asks it.
"""

import atexit
import os
import shutil
from contextlib import ExitStack

from tests.folders import open_folder

folder = open_folder()
(folder / "static").mkdir()
os.environ["PROXIES_PROFILE"] = "test"
os.environ["PROXIES_VAR"] = str(folder)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop running

everything = ExitStack()
everything.callback(shutil.rmtree, folder, ignore_errors=True)
atexit.register(everything.close)

from config.settings import *  # noqa: E402, F403
from config.settings import TEMPLATES  # noqa: E402

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
"""A test logs in; nobody guesses its password."""

TEMPLATES[0]["BACKEND"] = "tests.shown.Jinja2"  # a response says what its template was given
