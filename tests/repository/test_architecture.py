"""docs/architecture.md says how things go; the code has those files, and goes that way."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")
STEP = re.compile(r"^\d+\. `([^`]+\.py)`", re.MULTILINE)


def ways() -> list[list[str]]:
    """Each numbered list of the page, as files in order."""
    blocks = re.split(r"\n\n(?!\d+\. )", PAGE)
    return [steps for block in blocks if (steps := STEP.findall(block))]


def imports(name: str) -> set[str]:
    """The modules that a file imports, and those that the imported names may be."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_the_page_tells_the_ways_of_a_filter_a_row_and_a_report() -> None:
    assert [len(way) for way in ways()] == [9, 10, 5, 5]


@pytest.mark.parametrize("way", ways(), ids=lambda way: way[0])
def test_each_step_of_a_way_is_imported_by_one_before_it(way: list[str]) -> None:
    reached = imports(way[0])
    for name in way[1:]:
        module = name.removesuffix(".py").replace("/", ".")
        assert module in reached, f"nothing before {name} imports it"
        reached |= imports(name)


def test_every_file_and_room_that_the_page_names_exists() -> None:
    named = re.findall(r"`((?:proxies|config)/[\w./]+\.(?:py|md))`", PAGE)
    assert [name for name in named if not (ROOT / name).exists()] == []
    tree = PAGE[PAGE.index("proxies/\n") : PAGE.index("templates/ static/")]
    rooms = set(re.findall(r"^  ((?:\w+/ ?|\w+\.py ?)+) ", tree, re.MULTILINE))
    listed = {room.rstrip("/") for line in rooms for room in line.split()}
    found = {path.name for path in (ROOT / "proxies").iterdir() if path.name[0] not in "_."}
    assert listed == found - {"apps.py", "migrations"}


def test_no_file_on_the_way_of_a_filter_value_is_over_300_lines() -> None:
    lengths = {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in ways()[0]}
    assert {name: n for name, n in lengths.items() if n > 300} == {}


def test_no_word_of_the_glossary_stands_twice() -> None:
    lines = (ROOT / "docs/glossary.md").read_text("utf-8").splitlines()
    rows = [line.split("|")[1] for line in lines if line.startswith("| ")][1:]
    words = [word.strip() for row in rows for word in row.split(",")]
    assert len(words) > 40
    assert sorted(words) == sorted(set(words))
