"""Settings of the test suite: those of the site, in a folder and on a database of its own.

Django reads its settings before pytest reads any conftest, so the database is started here:
DATABASE_URL's if it is set, else an embedded one, which ends with pytest.
"""

import atexit
import os
import shutil
from contextlib import ExitStack

from config.postgres import embedded
from tests.folders import open_folder

folder = open_folder()
(folder / "static").mkdir()
os.environ["PROXIES_PROFILE"] = "test"
os.environ["PROXIES_VAR"] = str(folder)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop running

everything = ExitStack()
everything.callback(shutil.rmtree, folder, ignore_errors=True)
atexit.register(everything.close)
if not os.environ.get("DATABASE_URL"):
    url = everything.enter_context(embedded.running(folder / "postgres", throwaway=True))
    os.environ["DATABASE_URL"] = url

from config.settings import *  # noqa: E402, F403
