"""What a label rests on: the rule that fired and the facts that it looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proxies.methods.evidence import Evidence
from proxies.methods.facts import Closure, KnownEvent
from proxies.methods.halts import Halt
from proxies.methods.incidents import Incident
from proxies.methods.record import Known
from proxies.methods.tempo import Tempo
from proxies.vocab import FrontLabel, Standing


@dataclass(frozen=True, slots=True)
class Grounds:
    """A label with its rule and reasons, of a front on day E (`day`) known by K (`known_by`).

    `halt` is the one that speaks for the front, whatever rule fired; `moving` its incidents that
    move a label; `attacks` the attacks of the last 28 days, in order; `evidence` is that of the
    closure or of the halt.
    """

    known: Known
    front: str
    day: date
    known_by: date
    rule: int
    label: FrontLabel
    closure: Closure | None
    halt: Halt | None
    moving: tuple[Incident, ...]
    tempo: Tempo | None
    attacks: tuple[KnownEvent, ...]
    evidence: Evidence | None

    @property
    def standing(self) -> Standing | None:
        return self.halt.known.standing if self.halt else None

    @property
    def past_end(self) -> bool:
        """Whether the day known by lies beyond the record's end."""
        return self.day < self.known_by
