"""Real files that nobody on this project wrote, in the folder PROXIES_SAMPLES; else a skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def sample(name: str) -> Path:
    """A sample file; skips the test, saying why, where it is absent."""
    folder = os.environ.get("PROXIES_SAMPLES")
    if not folder:
        pytest.skip("PROXIES_SAMPLES names no folder of outside samples")
    path = Path(folder) / name
    if not path.exists():
        pytest.skip(f"PROXIES_SAMPLES holds no {name}")
    return path
