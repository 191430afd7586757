"""What the desk measures: how long decisions take, and what becomes of suggestions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from proxies.models import Decision
from proxies.vocab.desk import SUGGESTED_BY, Fate, SuggestionKind
from proxies.vocab.intake import DecisionKind


@dataclass(frozen=True, slots=True)
class Pace:
    """Decisions of a kind that stand: how many, and the medians of those that were measured; None
    where none was."""

    kind: DecisionKind
    decisions: int
    seconds: float | None
    keys: float | None


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of the suggestions of a kind that were put into a form."""

    kind: SuggestionKind
    taken: int
    changed: int
    refused: int

    @property
    def number(self) -> int:
        return self.taken + self.changed + self.refused


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """Both tables, and how many decisions were taken back."""

    pace: tuple[Pace, ...]
    fates: tuple[Fates, ...]
    undone: int

    @property
    def decisions(self) -> int:
        return sum(one.decisions for one in self.pace)


def desk_figures() -> DeskFigures:
    """Of all decisions that stand (two queries)."""
    seconds: defaultdict[str, list[int]] = defaultdict(list)
    keys: defaultdict[str, list[int]] = defaultdict(list)
    numbers: Counter[str] = Counter()
    fates: Counter[tuple[str, str]] = Counter()
    rows = Decision.objects.filter(undone=None).order_by()
    for kind, took, pressed, said in rows.values_list("kind", "seconds", "keys", "suggested"):
        numbers[kind] += 1
        if took is not None:
            seconds[kind].append(took)
        if pressed is not None:
            keys[kind].append(pressed)
        fields = SUGGESTED_BY.get(DecisionKind(kind), {})
        fates.update((fields[name], fate) for name, fate in said.items() if name in fields)
    pace = (
        Pace(kind, numbers[kind], _median(seconds[kind]), _median(keys[kind]))
        for kind in DecisionKind
    )
    became = (
        Fates(kind, *(fates[kind, fate] for fate in (Fate.TAKEN, Fate.CHANGED, Fate.REFUSED)))
        for kind in SuggestionKind
    )
    undone = Decision.objects.exclude(undone=None).count()
    return DeskFigures(tuple(pace), tuple(became), undone)


def _median(values: list[int]) -> float | None:
    return median(values) if values else None
