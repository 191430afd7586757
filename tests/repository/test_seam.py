"""Pages, downloads and feeds ask `queries` about events; none reads the events itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "proxies"
ABOVE = ("web", "exports")
MODELS = {"AttackEvent", "Attribution", "Account"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
RELATED = {"accounts", "attributions", "events_against", "merged_records", "parts", "same_records"}
"""The managers by which other rows lead to events, and events to what is said of them."""

QUERYSETS = {"AttackEventQuerySet", "AttributionQuerySet", "AccountQuerySet"}
READS = {"all", "annotate", "count", "exclude", "exists", "filter", "first", "get", "known_by"}


def reads(text: str) -> Iterator[str]:
    """Where a module reads events: by a manager of theirs, a query set, or a related manager."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Attribute(value=ast.Name(id=model) | ast.Attribute(attr=model), attr=manager):
                if model in MODELS and manager in MANAGERS:
                    yield f"{node.lineno}: {model}.{manager}"
                if model in RELATED and manager in READS:
                    yield f"{node.lineno}: {model}.{manager}"
            case ast.Name(id=name) | ast.alias(name=name) if name in QUERYSETS:
                yield f"{getattr(node, 'lineno', 0)}: {name}"
            case ast.alias(name=name, asname=str()) if name in MODELS:
                yield f"{node.lineno}: {name} under another name"


@pytest.mark.parametrize(
    "line",
    [
        "AttackEvent.objects.all()",
        "models.Attribution.objects.filter(event=event)",
        "found = Account._default_manager",
        "from proxies.models.events import AttackEventQuerySet",
        "def of(events: AttackEventQuerySet) -> None: ...",
        "from proxies.models import AttackEvent as Row",
        "event.parts.known_by(day)",
        "event.accounts.all()",
    ],
)
def test_a_read_of_events_is_seen(line: str) -> None:
    assert len(list(reads(line))) == 1


def test_what_stands_above_the_answers_reads_no_event_itself() -> None:
    modules = [path for folder in ABOVE for path in sorted((ROOT / folder).rglob("*.py"))]
    assert len(modules) > 30
    reading = {
        path.relative_to(ROOT).as_posix(): found
        for path in modules
        if (found := list(reads(path.read_text("utf-8"))))
    }
    assert reading == {}
