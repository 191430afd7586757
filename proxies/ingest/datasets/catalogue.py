"""The formats that can be imported, and what is said of their datasets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from proxies.ingest.datasets.formats import acled, proxies_table, ucdp_ged, yemen_data_project
from proxies.ingest.datasets.formats.rows import Read
from proxies.ingest.datasets.formats.tables import File
from proxies.vocab import Coverage, Direction, Role

JANUARY, DECEMBER = 1, 12
Stretch = tuple[date, date]


@dataclass(frozen=True)
class Format:
    """A format: its reader, and its dataset unless a run names another."""

    name: str
    read: Callable[[File], Iterator[Read]]
    dataset: str
    title: str
    licence: str
    citation: str
    coverage: Coverage
    inclusion: str
    url: str = ""
    acts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    """What it records, by kind of act and role; empty where only who made the file knows."""
    may_be_cut: bool = False
    """Whether parts of it go round as well: then it is a census only where somebody says so."""
    by_id: bool = False
    """Whether parties carry ids of the UCDP actor list."""
    whole_years: bool = False
    """Whether a release speaks for whole years; one cut to a part of a year need not."""

    def release_of(self, file_name: str) -> str:
        """The release that a file is named after; empty where it has none."""
        return ucdp_ged.release_of(file_name) if self.by_id else ""

    def of(self, release: str) -> Format:
        """What is said of a release: UCDP's monthly ones, of three numbers or four, are a dataset
        of their own."""
        return CANDIDATE if self.by_id and release.count(".") > 1 else self

    def covers(self, first: date, last: date, release: str) -> Stretch:
        """The days for which a file speaks, from the first days of its first and last event.

        A monthly release speaks for the months that it is named after, though single events of it
        reach back further. A yearly one speaks for whole years; where it begins after January or
        ends before December it may have been cut there, so nothing is said of the rest.
        """
        months = ucdp_ged.months_of(release) if self.by_id else None
        if months and months[0] <= last and first <= months[1]:
            return months
        if self.whole_years and first.month == JANUARY:
            first = date(first.year, 1, 1)
        if self.whole_years and last.month == DECEMBER:
            last = date(last.year, 12, 31)
        return first, last


FORMATS = {
    each.name: each
    for each in (
        Format(
            "ucdp-ged",
            ucdp_ged.read,
            "ucdp-ged",
            "UCDP Georeferenced Event Dataset",
            "CC BY 4.0",
            "Sundberg, Ralph, and Erik Melander (2013). Introducing the UCDP Georeferenced Event "
            "Dataset. Journal of Peace Research 50(4), 523-532. Release {release}.",
            Coverage.CENSUS,
            "Events with at least one death by organised violence, in dyads with at least 25 such "
            "deaths in a year, as far as the sources of UCDP tell.",
            "https://ucdp.uu.se/downloads/",
            acts=tuple(Direction),
            parties=tuple(Role),
            may_be_cut=True,
            by_id=True,
            whole_years=True,
        ),
        Format(
            "acled",
            acled.read,
            "acled",
            "ACLED, own export",
            "ACLED terms of use: not redistributable",
            "ACLED (Armed Conflict Location & Event Data), www.acleddata.com. Export {release}.",
            Coverage.SELECTION,
            "What the user's own export asked for; protests, riots and strategic developments are "
            "left out.",
            "https://acleddata.com/",
            acts=tuple(Direction),
            parties=tuple(Role),
        ),
        Format(
            "yemen-data-project",
            yemen_data_project.read,
            "yemen-data-project",
            "Yemen Data Project, air raids",
            "Open data, with attribution",
            "Yemen Data Project, Air Raids Dataset, {release}.",
            Coverage.CENSUS,
            "Air raids of the Saudi-led coalition in Yemen that the project could cross-reference "
            "in open sources.",
            "https://yemendataproject.org/",
            acts=(Direction.STATE_STRIKE,),
            parties=(Role.OPPONENT,),
        ),
        Format(
            "proxies",
            proxies_table.read,
            "own-events",
            "Own events",
            "",
            "Own events, {release}.",
            Coverage.SELECTION,
            "Events entered by the user in the project's own template.",
        ),
    )
}
CANDIDATE = replace(
    FORMATS["ucdp-ged"],
    dataset="ucdp-candidate",
    title="UCDP Candidate Events Dataset",
    citation="Hegre, Håvard, Mihai Croicu, Kristine Eck, and Stina Högbladh (2020). Introducing "
    "the UCDP Candidate Events Dataset. Research & Politics 7(3). Release {release}.",
    inclusion="Candidate events: with at least one death by organised violence, as put out month "
    "by month, before the review for UCDP's yearly dataset. Not all of them enter it, and others "
    "are added there.",
    whole_years=False,
)
"""UCDP's monthly releases: read as the yearly ones are, and something else."""
