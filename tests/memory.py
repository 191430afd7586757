"""What the site keeps of the record in memory, and of the seeds from one test to the next."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

from proxies.models import RecordVersion
from proxies.record.columns.reading import Kept
from proxies.record.versions import Copy
from proxies.web.views import validators

KEPT = (Copy, Kept)
"""What keeps it."""


def copies() -> list[Any]:
    """Those of all modules of the site."""
    return _copies(len(sys.modules))


@lru_cache(maxsize=1)
def _copies(_modules: int) -> list[Any]:
    modules = [module for name, module in sys.modules.items() if name.startswith("proxies.")]
    return [kept for module in modules for kept in vars(module).values() if type(kept) in KEPT]


def forget() -> None:
    """Nothing is kept: another database may bear the version of what was read."""
    for copy in copies():
        copy.built = None


class SeedsInMemory:
    """What was kept of the seeds as they stand, which no test changes for the next one: it is put
    back where a test that wrote left something of its own, instead of being worked out anew.

    Whole pages are not: a test that looks at what a page is made of has it made, whichever asked
    for it before.
    """

    def __init__(self) -> None:
        self.version = RecordVersion.current()
        self.built: dict[int, Any] = {}

    def put_back(self) -> None:
        for copy in copies():
            if not self._is_of_the_seeds(copy.built):
                copy.built = self.built.get(id(copy))
        validators._kept.built = None

    def keep(self) -> None:
        for copy in copies():
            if self._is_of_the_seeds(copy.built):
                self.built[id(copy)] = copy.built

    def _is_of_the_seeds(self, built: Any) -> bool:
        if built is None:
            return False
        version = built[0] if isinstance(built, tuple) else built.at
        return bool(version == self.version)
