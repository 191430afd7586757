"""How the suite is shared out: what is dear to make is made in one process."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import pytest_collection_modifyitems


@dataclass(frozen=True)
class Item:
    """What the sharing asks of a test."""

    path: str
    number: int
    slow: bool = False
    together: str = ""

    def get_closest_marker(self, name: str) -> Any:
        if name == "slow":
            return self.slow or None
        return SimpleNamespace(args=(self.together,)) if self.together else None


def shared_out(items: list[Item], processes: int) -> list[Item]:
    config: Any = SimpleNamespace(workerinput={"workercount": processes})
    ordered: list[Any] = list(items)
    pytest_collection_modifyitems(config, ordered)
    return ordered


def some_items() -> list[Item]:
    """Three slow modules, two of which share what they are made of, between quick ones."""
    site = [Item("site", n, slow=n == 0, together="crawl") for n in range(3)]
    map_ = [Item("map", n, slow=True) for n in range(3)]
    golden = [Item("golden", n, slow=n == 1, together="crawl") for n in range(2)]
    quick = [Item("quick", n) for n in range(12)]
    return [*quick[:4], *site, *quick[4:7], *map_, *quick[7:], *golden]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_every_item_is_there_once(processes: int) -> None:
    ordered = shared_out(some_items(), processes)
    assert len(ordered) == len(some_items())
    assert set(ordered) == set(some_items())


def test_each_process_begins_with_its_share_of_what_is_slow_and_none_is_torn_apart() -> None:
    ordered = shared_out(some_items(), 2)
    first, second = ordered[:10], ordered[10:]
    assert {one.together for one in first[:5]} == {"crawl"}
    assert {one.path for one in second[:3]} == {"map"}
    assert {one.path for one in (*first[5:], *second[3:])} == {"quick"}
