"""Two records of a pair in words, field by field, so that they can be read side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from proxies.methods.duplicates import days_apart, distance
from proxies.models import Account, AttackEvent, DuplicatePair
from proxies.record.reading_duplicates import read_candidates
from proxies.wording.labels import label_of
from proxies.wording.record import attributed, figures, when


@dataclass(frozen=True, slots=True)
class CellText:
    """A text in a cell, with the address of what it speaks of."""

    text: str
    url: str = ""


Cell = tuple[CellText, ...]


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of both records."""

    name: str
    one: Cell
    other: Cell

    @property
    def differs(self) -> bool:
        return [part.text for part in self.one] != [part.text for part in self.other]

    @property
    def mark(self) -> str:
        """What a reader is told of a difference."""
        if not self.differs:
            return ""
        return "differs" if self.one and self.other else "one only"


def records(pair: DuplicatePair) -> tuple[AttackEvent, AttackEvent]:
    """Both records with all that is shown of them."""
    rows = AttackEvent.objects.select_related("front", "place", "dataset", "parent")
    rows = rows.prefetch_related(
        "targets", "attributions__actor", "accounts__report__source", "accounts__origin"
    )
    events = rows.in_bulk([pair.first_id, pair.second_id])
    return events[pair.first_id], events[pair.second_id]


def lines(one: AttackEvent, other: AttackEvent) -> list[ComparedField]:
    """Every field that either of the two gives."""
    fields = (ComparedField(name, cell(one), cell(other)) for name, cell in FIELDS.items())
    return [field for field in fields if field.one or field.other]


def apart(pair: DuplicatePair) -> str:
    """How far the two lie apart, in days and on the ground."""
    candidates = read_candidates([pair.first_id, pair.second_id])
    one, other = candidates[pair.first_id], candidates[pair.second_id]
    days, km = days_apart(one, other), distance(one, other)
    time = {0: "Their days touch", 1: "One day apart"}.get(days, f"{days} days apart")
    if km is None:
        return f"{time}; how far apart is not known: a place is missing or too wide."
    return f"{time}; {km:.1f} km apart."


def _text(*texts: object) -> Cell:
    return tuple(CellText(str(text)) for text in texts if text not in (None, ""))


def _place(event: AttackEvent) -> Cell:
    place = event.place
    if place is None:
        return ()
    names = ", ".join(filter(None, (place.name, place.admin1, place.country)))
    return _text(names, f"{place.lat:.4f}, {place.lon:.4f}", f"located to: {place.precision}")


def _named(event: AttackEvent) -> Cell:
    rows = (row for row in event.attributions.all() if row.retracted is None)
    return _text(*sorted(f"{row.actor.short_name}: {attributed(row.kind, event)}" for row in rows))


def _figures(event: AttackEvent, name: str) -> Cell:
    parts = (getattr(event, f"{name}_{part}") for part in ("low", "best", "high"))
    return () if all(part is None for part in parts) else _text(figures(event, name))


def _report(row: Account) -> CellText:
    more = (
        f"credibility {row.credibility}",
        row.stance if row.stance == "denies" else "",
        f"origin {row.origin.name}" if row.origin else "",
        f"killed {row.killed_best}" if row.killed_best is not None else "",
        "copied by a merge" if row.merged_from_id else "",
    )
    return CellText(f"{row.report} ({', '.join(filter(None, more))})", row.report.url)


FIELDS: dict[str, Callable[[AttackEvent], Cell]] = {
    "Dataset": lambda event: _text(event.dataset.name),
    "Its own key": lambda event: _text(event.source_key),
    "State": lambda event: _text(label_of(event.state).lower()),
    "When": lambda event: _text(when(event)),
    "Front": lambda event: _text(event.front.short_name),
    "Place": _place,
    "Direction": lambda event: _text(label_of(event.direction)),
    "Named for it": _named,
    "Against": lambda event: _text(*sorted(actor.short_name for actor in event.targets.all())),
    "Weapon": lambda event: _text(", ".join(sorted(event.weapons)), event.weapon_detail),
    "Kind of target": lambda event: _text(event.target_type),
    "Outcome": lambda event: _text(event.outcome if event.outcome != "unknown" else ""),
    "Killed": lambda event: _figures(event, "killed"),
    "Wounded": lambda event: _figures(event, "wounded"),
    "Munitions": lambda event: _figures(event, "munitions"),
    "Summary": lambda event: _text(event.summary),
    "Doubts": lambda event: _text(event.note),
    "Reports": lambda event: tuple(
        _report(row) for row in event.accounts.all() if row.retracted is None
    ),
    "Part of": lambda event: tuple(
        CellText(str(whole), reverse("admin:proxies_attackevent_change", args=[whole.pk]))
        for whole in (event.parent,)
        if whole is not None
    ),
}
"""The fields that are shown, and how each is put into words; empty where a record has none."""
