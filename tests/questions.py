"""Questions for tests: what the filters of the seeded site may hold, and any mix of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from proxies.models import Actor, Dataset, Front, Opponent, says_something
from proxies.record.choices import Choices
from proxies.selection import MANY, Selection
from proxies.vocab import CountBy, Direction, Grade, Outcome, TargetType, Weapon
from proxies.web.forms.question import QuestionForm

FRONTS = ("iraq", "lebanon", "syria", "yemen")
FACTIONS = (
    "hezbollah",
    "houthis",
    "islamic-resistance-in-iraq",
    "iraqi-resistance-coordination-committee",
    "kataib-hezbollah",
)
PATRONS = ("iran", "irgc", "irgc-quds-force")
OPPONENTS = ("israel", "united-states")

VALUES: dict[str, tuple[str, ...]] = {
    "front": FRONTS,
    "faction": FACTIONS,
    "state": OPPONENTS,
    "patron": PATRONS,
    "direction": tuple(Direction),
    "weapon": tuple(Weapon),
    "target": (*TargetType, *OPPONENTS),
    "place": ("golan-heights", "eilat", "southern-red-sea-1"),
    "outcome": tuple(Outcome),
    "grade": (*Grade, "corroborated+", "single-origin+"),
    "dataset": ("curated",),
}
assert set(VALUES) == set(MANY)

RECORD = (date(2023, 10, 7), date(2026, 6, 30))
TODAY = date(2026, 9, 1)


def names() -> Choices:
    """The names of a small site, without a database."""
    roles = {"faction": FACTIONS, "patron": PATRONS, "opponent": OPPONENTS}
    actors = tuple(
        Actor(slug=slug, short_name=slug.replace("-", " ").title(), role=role)
        for role, slugs in roles.items()
        for slug in slugs
    )
    for actor in actors:
        if actor.role == "opponent":
            Opponent(actor=actor, kind="state")
    return Choices(
        fronts=tuple(Front(slug=slug, short_name=slug.capitalize()) for slug in FRONTS),
        actors=actors,
        datasets=(Dataset(slug="curated", name="Curated record"),),
        today=TODAY,
    )


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=3).map(tuple)


def words() -> st.SearchStrategy[str]:
    """What a reader may type: any text that is kept as it was typed and says something."""
    letters = st.characters(codec="utf-8", exclude_characters="\x00\ufffd\r\n")
    typed = st.text(letters, max_size=30).map(str.strip)
    return typed.filter(lambda words: not words or says_something(words))


def selections(*, without: tuple[str, ...] = ()) -> st.SearchStrategy[Selection]:
    """Any question that the form of the site can ask, but for the filters left out."""
    open_now = set(QuestionForm.takes) - set(without)
    parts: dict[str, st.SearchStrategy[Any]] = {
        name: some(values) for name, values in VALUES.items()
    }
    days = st.lists(st.none() | st.dates(*RECORD), min_size=2, max_size=2)
    parts["span"] = days.map(lambda pair: pair if None in pair else sorted(pair))
    parts["as_of"] = st.none() | st.dates(*RECORD)
    parts["count"] = st.sampled_from(CountBy).map(str)
    parts["q"] = words()
    kept = {name: part for name, part in parts.items() if name in open_now or name == "span"}
    return st.fixed_dictionaries(kept).map(_selection)


def _selection(parts: dict[str, Any]) -> Selection:
    since, until = parts.pop("span")
    return Selection(since=since, until=until, **parts)
