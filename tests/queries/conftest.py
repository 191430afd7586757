"""The record of the seeds as the oracle reads it, as it stands and roughened."""

from __future__ import annotations

import pytest

from tests import untidy
from tests.oracle import Record


@pytest.fixture
def seeds() -> Record:
    """All events of the seeds."""
    return Record.read()


@pytest.fixture
def record() -> Record:
    """All events of the seeds, with much of their evidence retracted, disputed or withdrawn."""
    untidy.roughen(seed=7)
    return Record.read()
