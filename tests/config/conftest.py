"""An installation as its first start leaves it, prepared once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.folders import open_folder
from tests.serving import address_in, serving


@dataclass(frozen=True)
class Installation:
    """The folder that a first start filled, and all that it said up to its address."""

    folder: Path
    said: str

    @contextmanager
    def copied(self) -> Iterator[dict[str, str]]:
        """The environment of a server over a copy of the folder, on any free port."""
        folder = open_folder()
        subprocess.run(["/bin/cp", "-a", f"{self.folder}/.", str(folder)], check=True)  # noqa: S603
        yield environment(folder)
        shutil.rmtree(folder)


def environment(folder: Path) -> dict[str, str]:
    """That of an installation without a database of its own, with one process for its pages."""
    without = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    own = {"PROXIES_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings", "PORT": "0"}
    return {**without, **own, "WEB_WORKERS": "1"}


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """A fresh installation: an empty folder, prepared by a start that answered and was ended."""
    folder = open_folder()
    with serving(environment(folder)) as (process, said):
        with urlopen(f"{address_in(said)}admin/login/", timeout=10) as answer:  # noqa: S310
            assert answer.status == 200
        process.terminate()
        assert process.wait(30) == 143
    assert not (folder / "postgres/data/postmaster.pid").exists()
    yield Installation(folder, said)
    shutil.rmtree(folder)
