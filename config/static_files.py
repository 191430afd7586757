"""Collecting the static files, only when they changed: compressing them takes a while."""

from __future__ import annotations

import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from tqdm import tqdm

from config.locks import exclusive


def collect_if_changed(say: Callable[[str], None]) -> None:
    """Bring STATIC_ROOT up to date; a second process waits for the first and finds it done."""
    stamp: Path = settings.VAR_DIR / "static.stamp"
    stamp.parent.mkdir(parents=True, exist_ok=True)
    with exclusive(settings.VAR_DIR / "static.lock"):
        state = _state()
        if stamp.exists() and stamp.read_text(encoding="ascii") == state:
            return
        say("Collecting and compressing the static files (about ten seconds, once)…")
        with tqdm(desc="static files", unit=" file", disable=None, leave=False) as bar:
            call_command("collectstatic", interactive=False, verbosity=2, stdout=_Ticker(bar))
        stamp.write_text(state, encoding="ascii")


class _Ticker(io.TextIOBase):
    """Takes the command's lines, one for each file, and moves a progress bar instead."""

    def __init__(self, bar: tqdm) -> None:  # type: ignore[type-arg]
        super().__init__()
        self._bar = bar

    def write(self, text: str) -> int:
        self._bar.update()
        return len(text)


def _state() -> str:
    """Everything the collected files are made from: our files, the locked packages, the way."""
    state = sha256(repr(settings.STORAGES).encode())
    state.update((settings.BASE_DIR / "requirements.lock").read_bytes())
    for folder in map(Path, settings.STATICFILES_DIRS):
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            state.update(f"\0{file.relative_to(folder)}\0".encode())
            state.update(file.read_bytes())
    return state.hexdigest()
