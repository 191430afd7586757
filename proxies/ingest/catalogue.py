"""The formats that can be imported, and what is said of their datasets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from proxies.ingest.formats import acled, proxies_table, ucdp_ged, yemen_data_project
from proxies.ingest.formats.rows import Read
from proxies.ingest.formats.tables import File
from proxies.vocab import Coverage

DECEMBER = 12


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
    by_id: bool = False
    """Whether parties carry ids of the UCDP actor list."""
    whole_years: bool = False
    """Whether a release covers its last year to the end; one cut to a part of it need not."""

    def release_of(self, file_name: str) -> str:
        """The release that a file is named after; empty where it has none."""
        return ucdp_ged.release_of(file_name) if self.by_id else ""

    def is_candidate(self, release: str) -> bool:
        """Whether a release is one of UCDP's monthly ones, which have three numbers."""
        return self.by_id and release.count(".") > 1

    def covered_until(self, last: date, release: str) -> date:
        """The last day of which the dataset speaks, from the first day of its last event.

        A file that ends before December may have been cut there, so nothing is said of the rest.
        """
        whole = self.whole_years and not self.is_candidate(release) and last.month == DECEMBER
        return date(last.year, 12, 31) if whole else last


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
