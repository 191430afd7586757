"""What every download says of itself: the question, the day, the datasets and their terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify

from proxies.methods.facts import Extent
from proxies.models import Dataset

Row = dict[str, Any]

MOST_LETTERS = 80
"""Letters of a question in the name of a file."""


@dataclass(frozen=True)
class Head:
    """A question as it was asked. `day` is the day up to which reports count, `pin` the query that
    keeps links on that day where one was asked for, and `site` the beginning of every address."""

    question: str
    day: date
    pin: str
    site: str
    datasets: tuple[Dataset, ...]
    spans: tuple[Row, ...] = ()
    """The days that each dataset covers of each front; empty where none are stated."""
    asked: str = ""
    """The question without its day, for the name of a file; empty where all is asked for."""

    def words(self) -> dict[str, Any]:
        """The head as plain values, the same in every format."""
        question = {"question": self.question, "as_of": self.day.isoformat()}
        return {**question, **credit(self.datasets), "spans": [*self.spans]}

    def counting(self, rows: int) -> dict[str, Any]:
        """The same with the number of rows."""
        return {**self.words(), "count": rows}

    def file_name(self, what: str, ending: str) -> str:
        """Such as proxies-events-curated-2024-12-23.csv, or with the question in words
        proxies-events-iraq-front-drones-curated-2024-12-23.csv."""
        named = "+".join(dataset.slug for dataset in self.datasets)
        asked = slugify(self.asked)[:MOST_LETTERS].rstrip("-")
        parts = filter(None, ["proxies", what, asked, named, self.day.isoformat()])
        return f"{'-'.join(parts)}.{ending}"

    def with_terms(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Each row with its dataset's version and licence, the day, and a whole address."""
        terms = {
            dataset.slug: {"dataset_version": dataset.version, "licence": licence_of(dataset)}
            for dataset in self.datasets
        }
        day = self.day.isoformat()
        for row in rows:
            address = f"{self.site}{row['url']}{self.pin}"
            yield {**row, **terms.get(row["dataset"], {}), "as_of": day, "url": address}


def span_rows(
    extents: Mapping[str, Extent], datasets: Iterable[Dataset], by: date
) -> tuple[Row, ...]:
    """The spans of the datasets given up to a day, front by front, in order."""
    return tuple(
        {
            "dataset": one.slug,
            "front": front,
            "from": span.start.isoformat(),
            "to": min(span.end, by).isoformat(),
            "depth": span.depth.value,
        }
        for one in datasets
        for front, spans in extents.get(one.slug, Extent()).spans.items()
        for span in spans
        if span.start <= by
    )


def licence_of(dataset: Dataset) -> str:
    return dataset.licence or "not stated"


def credit(datasets: Sequence[Dataset]) -> dict[str, Any]:
    """Where the rows come from and on what terms."""
    return {
        "dataset": " + ".join(f"{one.name}, {one.version}" for one in datasets),
        "licence": " + ".join(dict.fromkeys(map(licence_of, datasets))),
        "citation": " + ".join(one.citation or one.name for one in datasets),
        "coverage": " + ".join(dict.fromkeys(one.coverage for one in datasets)),
        "covered_until": max(
            (one.covered_until.isoformat() for one in datasets if one.covered_until), default=None
        ),
    }
