"""What the rules were measured by: precision and recall by kind over two labelled sets of texts.

`measured.yaml` is written by the tests that score the sets, and they prove that it is right.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def _measured() -> dict[str, Any]:
    path = resources.files("proxies.methods.suggestions") / "measured.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


MEASURED = _measured()
"""Name of a set → its number of texts, and precision and recall by kind."""


def texts() -> dict[str, int]:
    """Name of a set → how many texts it has."""
    return {name: int(one["texts"]) for name, one in MEASURED.items()}


def scored(name: str, what: str) -> dict[str, float]:
    """Kind → precision or recall over one set; empty where it has not been scored."""
    found: dict[str, float] = MEASURED.get(name, {}).get(what, {})
    return found
