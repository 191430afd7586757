"""The columns of this project's own table: what each holds, for its readers and its reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from proxies.vocab import DatePrecision, Direction, Outcome, PlacePrecision, TargetType, Weapon


class CellKind(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    DAY = "day"
    WORD = "one of these words"
    DEGREES = "degrees"
    COUNT = "whole number"
    ACTORS = "actors"


@dataclass(frozen=True)
class TableColumn:
    """A column of the template."""

    name: str
    kind: CellKind
    holds: str
    words: tuple[str, ...] = ()
    needed: bool = False


ACTORS = "by slug or any name of theirs, divided by a semicolon."
FIGURES = {"killed": "People killed", "wounded": "People wounded", "munitions": "Munitions used"}
BOUNDS = {"low": "lowest", "best": "best", "high": "highest"}
TABLE = (
    TableColumn(
        "key", CellKind.TEXT,
        "Your own id of the row: unique in the file, the same in every version of it, at most 120 "
        "characters.", needed=True,
    ),
    TableColumn(
        "first_day", CellKind.DAY, "First day, local at the place, as 2024-01-28.", needed=True
    ),
    TableColumn(
        "last_day", CellKind.DAY, "Last day, local at the place, only where it is another one."
    ),
    TableColumn(
        "date_precision", CellKind.WORD, "How exactly the days are known; empty means day.",
        tuple(DatePrecision),
    ),
    TableColumn(
        "front", CellKind.WORD,
        "Where the fire comes from; empty where it follows from the parties and the country.",
        ("lebanon", "iraq", "yemen", "syria"),
    ),
    TableColumn(
        "direction", CellKind.WORD,
        "Who attacked: a faction, a state; clash where that is not known.", tuple(Direction),
        needed=True,
    ),
    TableColumn("country", CellKind.TEXT, "Country in which it landed: its name or ISO code."),
    TableColumn("place_name", CellKind.TEXT, "Name of the place."),
    TableColumn("admin1", CellKind.TEXT, "Province or sea."),
    TableColumn("lat", CellKind.DEGREES, "Degrees north (WGS 84); only together with lon."),
    TableColumn("lon", CellKind.DEGREES, "Degrees east (WGS 84); only together with lat."),
    TableColumn(
        "place_precision", CellKind.WORD, "How exactly the place is known; empty means town.",
        tuple(PlacePrecision),
    ),
    TableColumn("weapon", CellKind.WORD, "The main weapon; empty means other.", tuple(Weapon)),
    TableColumn("weapon_detail", CellKind.TEXT, "More of the weapon in your own words."),
    TableColumn(
        "target_type", CellKind.WORD, "Kind of target; empty means unknown.", tuple(TargetType)
    ),
    TableColumn("outcome", CellKind.WORD, "What came of it; empty means unknown.", tuple(Outcome)),
    TableColumn("claimed_by", CellKind.ACTORS, f"Who claimed it in their own name, {ACTORS}"),
    TableColumn("partner_claimed_by", CellKind.ACTORS, f"For whom a partner claimed it, {ACTORS}"),
    TableColumn("attributed_to", CellKind.ACTORS, f"To whom others attribute it, {ACTORS}"),
    TableColumn("suspected", CellKind.ACTORS, f"Who is suspected, {ACTORS}"),
    TableColumn("denied_by", CellKind.ACTORS, f"Who denies having done it, {ACTORS}"),
    TableColumn(
        "sides", CellKind.ACTORS,
        f"The sides of a clash, of which it is not known who attacked, {ACTORS}",
    ),
    TableColumn("targets", CellKind.ACTORS, f"Who was aimed at, {ACTORS}"),
    *(
        TableColumn(
            f"{name}_{part}", CellKind.COUNT,
            f"{what}, {which} figure; empty where not established, never 0 for that.",
        )
        for name, what in FIGURES.items()
        for part, which in BOUNDS.items()
    ),
    TableColumn("summary", CellKind.TEXT, "What happened, in a neutral sentence."),
    TableColumn("note", CellKind.TEXT, "What is uncertain, and why."),
    TableColumn(
        "reported", CellKind.DAY,
        "Day on which it was first publicly reported, from which it counts "
        "as known; empty: the day of the release.",
    ),
)  # fmt: skip
COLUMNS = tuple(column.name for column in TABLE)
NEEDED = {column.name for column in TABLE if column.needed}
