"""ACLED exports, of any vintage: a user's own file, which may not be passed on.

The order of the actors says nothing of who attacked, and `country` is where the event took place.
Who attacked is taken from ACLED's own event type only: "Violence against civilians" and
"Explosions/Remote violence" between an armed side and one without arms were done by the armed side,
by their definition. All else, and what leaves the other side open, is a clash: the one side that is
named is not the attacker for want of another. An unidentified group is armed. Protests, riots and
strategic developments are no attacks and are passed over. The one fatality figure is kept as best,
without a low or high. Of its sources ACLED gives no day; a row counts as known from the day on
which ACLED put it out as it stands (`timestamp`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from proxies.ingest.datasets.formats.acled_codes import (
    UNARMED,
    beside_unidentified,
    with_codes,
    with_kind,
)
from proxies.ingest.datasets.formats.cells import (
    coded,
    count,
    day,
    known_from,
    required,
    spot,
    too_old,
    word,
)
from proxies.ingest.datasets.formats.further_columns import (
    ISO,
    with_letters,
    with_number,
    with_year,
)
from proxies.ingest.datasets.formats.rows import (
    LONGEST_PLACE,
    LONGEST_PROVINCE,
    LONGEST_WEAPON,
    BadValueError,
    Cells,
    EventRow,
    Layout,
    NoAttack,
    PartyName,
    Read,
    WrongFileError,
)
from proxies.ingest.datasets.formats.tables import File, checked, header_of, parse

KEYS = ("event_id_cnty", "event_id_no_cnty")
DAYS = {"first_day": "event_date", "precision": "time_precision", "reported": "timestamp"}
NEEDED = {"event_date", "event_type", "actor1", "country", "fatalities"}
ALIASES = {
    "admin 1": "admin1", "event date": "event_date", "event type": "event_type",
    "sub event type": "sub_event_type", "data_id": "event_id_cnty", "event_id": "event_id_cnty",
    "note": "notes",
}  # fmt: skip
NO_ATTACK = {
    "protests", "riots", "riots/protests", "strategic developments", "strategic development",
    "headquarters or base established", "non-violent transfer of territory",
}  # fmt: skip
ONE_SIDED = ("violence against civilians", "explosions/remote violence", "remote violence")
ATTACKS = ("battles", "battle-", *ONE_SIDED)
"""How its kinds of event that are attacks begin, of this codebook and of the older ones."""
WEAPONS = {
    "shelling/artillery/missile attack": "shelling",
    "remote explosive/landmine/ied": "IED",
    "suicide bomb": "IED",
    "armed clash": "small arms",
}
PLACE_PRECISION = {"": "town", "1": "town", "2": "district", "3": "province"}
DATE_PRECISION = {"": "day", "1": "day", "2": "week", "3": "month"}
PLACE = "latitude longitude geo_precision location admin1 country"
AGGREGATE = (
    "This is one of ACLED's aggregates: numbers of events by week and place, and not the events "
    "themselves. Download the events, which have a column event_id_cnty."
)


def read(file: File) -> Iterator[Read]:
    """The events of an export."""
    return parse(file, _header, LAYOUT)


def _header(fields: list[str]) -> list[str] | None:
    given = header_of(fields)
    names = [name if ALIASES.get(name) in given else ALIASES.get(name, name) for name in given]
    if {"events", "week"} <= set(names) or {"events", "population_exposure"} <= set(names):
        raise WrongFileError(AGGREGATE)
    if not set(KEYS) & set(names):
        raise WrongFileError("This is no ACLED export: no column event_id_cnty.")
    return checked(names, NEEDED, "no ACLED export")


def _row(line: int, cells: Cells) -> Read:
    event_type = required(cells, "event_type")
    if event_type.lower() in NO_ATTACK:
        key = next((key for key in map(cells.get, KEYS) if key), "")
        return with_kind(NoAttack(line, event_type, key), cells)
    if not event_type.lower().startswith(ATTACKS):
        reason = "is none of ACLED's kinds of event"
        raise BadValueError("event_type", event_type, reason, "Battles")
    when = day(cells, "event_date")
    precision = coded("time_precision", word(cells, "time_precision"), DATE_PRECISION)
    parties, revised = _parties(cells, event_type), _revised(cells)
    one_sided = any(party.part == "attributed" for party in parties)
    method = word(cells, "sub_event_type")
    point = spot(cells, PLACE, PLACE_PRECISION, "province")
    written = [(word(cells, "timestamp"), revised.date())] if revised else []
    row = EventRow(
        line=line,
        key=word(cells, "event_id_cnty") or required(cells, "event_id_no_cnty"),
        first_day=when,
        last_day=when,
        precision=precision,
        direction="" if one_sided else "clash",
        parties=parties,
        spot=point,
        province=word(cells, "admin1"),
        country=required(cells, "country"),
        weapon=WEAPONS.get(method.lower(), "other"),
        weapon_detail=method or event_type,
        killed=(None, count(cells, "fatalities"), None),
        summary=word(cells, "notes") or f"{event_type}, {required(cells, 'country')}",
        reported=known_from((each for _, each in written), when, when),
        revised=revised,
        dropped=(*(_coarse(cells) if point else ()), *too_old("timestamp", written, when)),
        beside=beside_unidentified(cells),
    )
    row = with_letters(with_number(with_year(row, cells), cells, "iso", ISO))
    return with_kind(with_codes(row, cells), cells)


def _coarse(cells: Cells) -> Iterator[BadValueError]:
    """A code of precision that is none of ACLED's."""
    code = word(cells, "geo_precision")
    if code not in PLACE_PRECISION:
        reason = "is none of 1, 2, 3: left out, and the place counts as known to its province only"
        yield BadValueError("geo_precision", code, reason)


def _revised(cells: Cells) -> datetime | None:
    """When ACLED put out the row as it stands, from the last column of an export: a time in
    seconds or thousandths, too short in a file that was cut off."""
    text = word(cells, "timestamp")
    if text and not re.fullmatch(r"\d{10}(\d{3})?", text):
        raise BadValueError("timestamp", text, "is no time of ten digits: cut off?")
    return datetime.fromtimestamp(int(text[:10]), UTC) if text else None


def _parties(cells: Cells, event_type: str) -> tuple[PartyName, ...]:
    """Both sides with their allies; the attacker where the other side is known to bear no arms."""
    sides = [
        [name.strip() for text in texts for name in text.split(";") if name.strip()]
        for texts in ((word(cells, f"actor{n}"), word(cells, f"assoc_actor_{n}")) for n in (1, 2))
    ]
    unarmed = [bool(side) and UNARMED.match(side[0]) is not None for side in sides]
    parts = ["party", "party"]
    if event_type.lower() in ONE_SIDED and all(sides) and sum(unarmed) == 1:
        parts = ["target" if bare else "attributed" for bare in unarmed]
    return tuple(PartyName(name, parts[n]) for n, side in enumerate(sides) for name in side)


LAYOUT = Layout(
    _row,
    KEYS,
    DAYS,
    ("notes",),
    ("latitude", "longitude"),
    {
        "location": LONGEST_PLACE,
        "admin1": LONGEST_PROVINCE,
        "sub_event_type": LONGEST_WEAPON,
        "event_type": LONGEST_WEAPON,
    },
)
