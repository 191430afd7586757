"""What cannot be right, or is likely an error, in what is said of a dataset."""

from __future__ import annotations

from collections.abc import Iterator

from proxies.models import Dataset
from proxies.models.days import today
from proxies.vocab import Coverage

AHEAD = (
    "“{name}” is {day}, and has not come yet: today is {today} (UTC). A day of which nothing can "
    "be known yet would read as one on which nothing happened."
)
NOW_CENSUS = (
    "from now on {dataset} is a census, so that a day without an event in it reads as a day on "
    "which nothing happened. It was a selection until now."
)
DAYS = {
    "covered_from": "covered from",
    "covered_until": "covered until",
    "released": "released",
}


def days_ahead(dataset: Dataset) -> Iterator[str]:
    """Days covered, or of its release, that have not come."""
    for name, words in DAYS.items():
        day = getattr(dataset, name)
        if day is not None and day > today():
            yield AHEAD.format(name=words, day=day, today=today())


def turned_census(dataset: Dataset) -> Iterator[str]:
    """That a selection is said to hold all that happened."""
    before = Dataset.objects.filter(pk=dataset.pk).values_list("coverage", flat=True).first()
    if before == Coverage.SELECTION and dataset.coverage == Coverage.CENSUS:
        yield NOW_CENSUS.format(dataset=dataset)
