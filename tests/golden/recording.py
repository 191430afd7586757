"""The recorded files: holding an answer against them, and recording anew."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from tests.golden.answers import Answer

FILES = Path(__file__).parent / "files"
ANEW = "PROXIES_RECORD_GOLDEN"
MOST_LINES = 80
MOST_ADDRESSES = 40
WIDEST = 300
REMEDY = "If readers are meant to see this, record anew with `make golden`, and review its diff."


def recording() -> bool:
    """Whether to record; said by PROXIES_RECORD_GOLDEN=1, and refused where CI runs."""
    if os.environ.get(ANEW) != "1":
        return False
    if os.environ.get("CI"):
        pytest.fail(f"{ANEW} is set under CI: nothing is recorded there.")
    return True


def assert_text(name: str, answer: Answer) -> None:
    """The whole answer is what its file has."""
    before, now = _before(name, answer.text), answer.text
    if now != before:
        pytest.fail(f"{answer.request} differs from {name}:\n{_diff(before, now)}\n{REMEDY}", False)


def assert_digests(name: str, answers: Iterable[Answer]) -> None:
    """Every answer has the digests that stand in the file, and no other stands there."""
    now = "".join(f"{answer.digest}\n" for answer in answers)
    before = _before(name, now)
    if now != before:
        told = list(_differing(_by_address(before), _by_address(now)))
        listed = "\n".join(told[:MOST_ADDRESSES])
        pytest.fail(f"{len(told)} answers differ from {name}:\n{listed}\n{REMEDY}", False)


def _before(name: str, now: str) -> str:
    """What was recorded. Recording, it is written instead, and the test counts as skipped."""
    file = FILES / name
    if recording():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(now.encode("utf-8"))
        pytest.skip(f"recorded, not tested ({ANEW}=1)")
    return file.read_bytes().decode("utf-8") if file.exists() else ""


def _diff(before: str, now: str) -> str:
    lines = unified_diff(before.split("\n"), now.split("\n"), "recorded", "now", lineterm="", n=2)
    return "\n".join(line[:WIDEST] for line in islice(lines, MOST_LINES))


def _by_address(digests: str) -> dict[str, list[str]]:
    """Address → status, digest of the headers, digest of the body."""
    split = (line.split(" ", 3) for line in digests.splitlines())
    return {address: values for *values, address in split}


def _differing(before: dict[str, list[str]], now: dict[str, list[str]]) -> Iterator[str]:
    for address in [*before, *(one for one in now if one not in before)]:
        if address not in now or address not in before:
            yield f"{address}: {'not recorded' if address in now else 'not asked any more'}"
            continue
        pairs = zip(("status", "headers", "body"), before[address], now[address], strict=True)
        changed = [what for what, was, is_now in pairs if was != is_now]
        if changed:
            yield f"{address}: {', '.join(changed)}"
    if list(before) != list(now) and set(before) == set(now):
        yield "the addresses stand in another order"


def unused(wanted: Iterable[str]) -> list[str]:
    """Recorded files that nothing is held against; recording, they are removed."""
    found = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file()}
    left = sorted(found - set(wanted))
    if recording():
        for name in left:
            (FILES / name).unlink()
    return left
