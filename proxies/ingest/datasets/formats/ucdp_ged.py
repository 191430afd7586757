"""UCDP Georeferenced Event Dataset, releases 17 to 25 and the monthly candidate files.

UCDP codes two sides and the deaths, not who attacked: such rows are a clash. Only one-sided
violence (type 3) has a perpetrator by its definition, which is side A. Codebook: Sundberg and
Melander (2013), Journal of Peace Research 50(4). Days come as UCDP gives them; a row whose days are
known to a month or worse keeps its whole range and the precision "month". An event is known from
the first of its `source_date`s.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from proxies.ingest.datasets.formats.cells import (
    beyond,
    coded,
    count,
    day,
    in_order,
    known_from,
    left_open,
    required,
    spot,
    too_old,
    word,
)
from proxies.ingest.datasets.formats.cross_checks import DYAD_CHECK, SPAN_CHECK
from proxies.ingest.datasets.formats.further_columns import (
    GLEDITSCH_WARD,
    contradicting,
    with_number,
    with_sum,
    with_written_point,
    with_year,
)
from proxies.ingest.datasets.formats.rows import (
    LONGEST_PLACE,
    LONGEST_PROVINCE,
    BadValueError,
    Cells,
    EventRow,
    Layout,
    PartyName,
    Read,
)
from proxies.ingest.datasets.formats.tables import File, checked, header_of, parse

COLUMNS = tuple(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
    conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a
    side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date
    source_headline source_original where_prec where_coordinates where_description adm_1 adm_2
    latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec
    date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
    gwnob""".split()  # noqa: SIM905  fifty words are easier to read than fifty strings
)
"""The columns of a file without a header: those of release 20 on, in their order."""
DAYS = {
    "first_day": "date_start", "last_day": "date_end", "precision": "date_prec",
    "reported": "source_date",
}  # fmt: skip
NEEDED = {"id", "side_a", "side_b", "date_start", "date_end", "latitude", "longitude", "country"}
OLDER = {"best_est": "best", "low_est": "low", "high_est": "high"}
PLACE = "latitude longitude where_prec where_coordinates adm_1 country"
PLACE_PRECISION = {
    "": "province", "1": "exact", "2": "town", "3": "district", "4": "province", "5": "province",
    "6": "country", "7": "sea",
}  # fmt: skip
LONGEST_HEADLINE = 300
CIVILIANS = "civilians"
"""Whom violence of one side is against, as every release names them."""
DEATHS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
ONE_SIDED = {"": "", "1": "", "2": "", "3": "yes"}
"""Kinds of violence: the third is by one side, against civilians."""
DATE_PRECISION = {"": "day", "1": "day", "2": "week", "3": "week", "4": "month", "5": "month"}
LONGEST_DAYS = {"1": 1, "2": 6, "3": 6, "4": 31}
"""Days that first and last lie apart at most, by the codebook's words: one day (a night has two),
two to six, a week, a month."""
RELID = re.compile(r"(.+-(\d{4})-\d-.+)-(\d+)(?:\.\d+)?", re.ASCII)
"""Country, year, type of violence, dyad, and a running number within these."""
RELEASE = re.compile(
    r"v?(\d{2})[_.-](\d{1,2})(?:[_.-](\d{1,2})(?:[_.-](\d{1,2}))?)?(?!\d)", re.ASCII
)
MONTHS = re.compile(r"(\d\d)\.0?(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?\Z", re.ASCII)


def read(file: File) -> Iterator[Read]:
    """The events of a file."""
    longest = {"where_coordinates": LONGEST_PLACE, "adm_1": LONGEST_PROVINCE}
    layout = Layout(_row, ("id",), DAYS, point=("latitude", "longitude"), longest=longest)
    return parse(file, _header, layout)


def release_of(name: str) -> str:
    """The release that a file is named after, such as "23.1"; empty where its name has none."""
    match = RELEASE.search(name)
    return ".".join(part for part in match.groups() if part) if match else ""


def months_of(release: str) -> tuple[date, date] | None:
    """The months that a candidate release is named after, first to last day: "25.0.3" is March
    2025, and "25.01.25.06" January to June; None where its name says none."""
    match = MONTHS.match(release)
    if match is None:
        return None
    year, month, then, until = (int(part or 0) for part in match.groups())
    first, last = ((year, month), (then, until)) if until else ((year, then), (year, then))
    if (not until and month) or first > last or not {first[1], last[1]} <= set(range(1, 13)):
        return None
    end = monthrange(2000 + last[0], last[1])[1]
    return date(2000 + first[0], first[1], 1), date(2000 + last[0], last[1], end)


def _header(fields: list[str]) -> list[str] | None:
    if not fields:
        return list(COLUMNS)
    if fields[0].strip().isdigit() and len(fields) == len(COLUMNS):
        return None
    names = [OLDER.get(name, name) for name in header_of(fields)]
    return checked(names, NEEDED, "no UCDP GED file")


def _row(line: int, cells: Cells) -> Read:
    first, last = day(cells, "date_start"), day(cells, "date_end")
    if last < first:
        raise BadValueError("date_end", cells["date_end"], "is before date_start", "2100-12-31")
    given = (count(cells, "low"), count(cells, "best"), count(cells, "high"))
    killed, note = in_order("deaths", *given)
    reports, unread = _sources(cells)
    one_sided = coded("type_of_violence", word(cells, "type_of_violence"), ONE_SIDED)
    row = EventRow(
        line=line,
        key=required(cells, "id"),
        first_day=first,
        last_day=last,
        precision=coded("date_prec", word(cells, "date_prec"), DATE_PRECISION),
        direction="" if one_sided else "clash",
        parties=_parties(cells, one_sided),
        spot=spot(cells, PLACE, PLACE_PRECISION),
        country=word(cells, "country"),
        target_type="personnel" if not one_sided else "civilian area",
        killed=killed,
        summary=_summary(cells),
        note=note,
        reported=known_from((each for _, each in reports), first, last),
        dropped=(
            *left_open(("low", "best", "high"), given, killed),
            *too_old("source_date", reports, first),
            *unread,
            *beyond({"source_headline": _headline(cells)}, "source_headline", LONGEST_HEADLINE),
        ),
        serial=_serial(word(cells, "relid")),
    )
    row = with_number(with_year(row, cells), cells, "country_id", GLEDITSCH_WARD)
    row = with_sum(with_written_point(row, cells), cells, DEATHS, "best")
    return _with_length(_with_dyad(row, cells), cells)


def _with_dyad(row: EventRow, cells: Cells) -> EventRow:
    """The row, its sides held against the name of the dyad, which is made of theirs."""
    named = word(cells, "dyad_name")
    if not named:
        return row
    a, b = (word(cells, side) for side in ("side_a", "side_b"))
    if _plain(named) in (_plain(f"{a} - {b}"), _plain(f"{b} - {a}")):
        return contradicting(row, DYAD_CHECK)
    reason = f"names others than side_a and side_b, {a} and {b}"
    fault = BadValueError("dyad_name", named, reason)
    return contradicting(row, DYAD_CHECK, fault, rests_on=("side_a", "side_b"))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _with_length(row: EventRow, cells: Cells) -> EventRow:
    """The row, the length of its days held against how exactly UCDP says that they are known."""
    code = word(cells, "date_prec")
    if code not in LONGEST_DAYS:
        return row
    apart = (row.last_day - row.first_day).days
    if apart <= LONGEST_DAYS[code]:
        return contradicting(row, SPAN_CHECK)
    exactly = DATE_PRECISION[code]
    reason = (
        f"means days known to the {exactly}, and date_start and date_end lie {apart} days apart"
    )
    fault = BadValueError("date_prec", code, reason)
    return contradicting(row, SPAN_CHECK, fault, rests_on=("date_start", "date_end"))


def _serial(relid: str) -> tuple[str, str, int] | None:
    """The running number of a row; None where the release gives none."""
    match = RELID.fullmatch(relid)
    return (match[2], match[1], int(match[3])) if match else None


def _parties(cells: Cells, one_sided: str) -> tuple[PartyName, ...]:
    if word(cells, "side_a").lower() == CIVILIANS:
        raise BadValueError("side_a", word(cells, "side_a"), "cannot be who acted: no party", "1")
    if one_sided and word(cells, "side_b").lower() != CIVILIANS:
        reason = "is not Civilians, whom violence of one side is against"
        raise BadValueError("side_b", word(cells, "side_b"), reason, CIVILIANS)
    parts = ("attributed", "target") if one_sided else ("party", "party")
    return tuple(
        PartyName(
            required(cells, side),
            part,
            word(cells, f"{side}_new_id") or word(cells, f"{side}_dset_id"),
        )
        for side, part in zip(("side_a", "side_b"), parts, strict=True)
    )


def _sources(cells: Cells) -> tuple[list[tuple[str, date]], list[BadValueError]]:
    """The days of the sources, divided by semicolons, and what is no day among them."""
    days: list[tuple[str, date]] = []
    unread: list[BadValueError] = []
    for text in filter(None, (part.strip() for part in word(cells, "source_date").split(";"))):
        try:
            days.append((text, day({"source_date": text}, "source_date")))
        except BadValueError as error:
            unread.append(BadValueError("source_date", text, f"{error.reason}: left out"))
    return days, unread


def _headline(cells: Cells) -> str:
    """The headline of the first source."""
    return word(cells, "source_headline").partition(";")[0]


def _summary(cells: Cells) -> str:
    dyad = word(cells, "dyad_name") or f"{word(cells, 'side_a')} - {word(cells, 'side_b')}"
    where = word(cells, "where_coordinates") or word(cells, "country")
    headline = _headline(cells)[:LONGEST_HEADLINE]
    return f"{dyad}: {where}." + (f" “{headline}”" if headline else "")
