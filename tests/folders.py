"""Folders for servers that, when root runs the tests, belong to another account."""

import tempfile
from pathlib import Path


def open_folder() -> Path:
    """A new folder that anybody may enter, unlike pytest's own; the caller removes it."""
    folder = Path(tempfile.mkdtemp(prefix="proxies-test-"))
    folder.chmod(0o755)
    return folder
