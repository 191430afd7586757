"""Before a dataset measures a front: what it would change, and how well it knows the front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from proxies.methods.tempo import BASELINE_DAYS, ENOUGH_EVENTS
from proxies.models import Dataset, Front
from proxies.queries.pace import Preview, named, preview
from proxies.vocab import Coverage
from proxies.wording.labels import in_sentence

SELDOM = (
    "{name} hardly ever names the factions of this front. From {first} to {last}, the last three "
    "years that it covers, it holds {events} attacks, clashes and other acts there, and {named} of "
    "them name one; a pace needs {enough} in {days} days. Its unknown names may be theirs."
)
ELSEWHEN = (
    "{name} covers {first} to {last}: none of the weeks from {begin} to {end} that are looked at "
    "here. It measures nothing in them, and that they keep their label says nothing for it."
)
CHANGES = (
    "With {name}, the label of this front in the {weeks} weeks up to {last} would have been: "
    "{then}; now it is: {now}. It differs in {differing} of them. (Judged on what is known today; "
    "week by week under “Try a dataset”.)"
)


class PaceForm(forms.Form):
    """The dataset that is tried as the measure of a front."""

    dataset = forms.ModelChoiceField(
        Dataset.objects.filter(coverage=Coverage.CENSUS),
        empty_label="none",
        help_text="Censuses only: a selection tells no pace.",
    )

    def clean_dataset(self) -> Dataset:
        dataset: Dataset = self.cleaned_data["dataset"]
        if why := dataset.unfit_for_tempo:
            raise forms.ValidationError(why)
        return dataset


def doubts(front: Front) -> Iterator[str]:
    """What an editor looks at before a dataset is chosen as the measure of a front."""
    chosen = front.tempo_dataset
    before = Front.objects.filter(pk=front.pk).values_list("tempo_dataset", flat=True).first()
    if chosen is None or chosen.pk == before:
        return
    yield from seldom(front, chosen)
    if front.pk:
        found = preview(front, chosen)
        yield from elsewhen(found, chosen)
        yield CHANGES.format(
            name=chosen.name,
            weeks=sum(one.weeks for one in found.spells),
            last=found.last,
            then=weeks(found, "then"),
            now=weeks(found, "now"),
            differing=found.differing,
        )


def seldom(front: Front, dataset: Dataset) -> Iterator[str]:
    """That a dataset hardly ever names the factions of a front."""
    if not front.pk:
        return
    found = named(front, dataset)
    if found.seldom:
        facts: dict[str, Any] = {"enough": ENOUGH_EVENTS, "days": BASELINE_DAYS}
        yield SELDOM.format(
            name=dataset.name,
            first=found.first,
            last=found.last,
            events=found.events,
            named=found.named,
            **facts,
        )


def elsewhen(found: Preview, dataset: Dataset) -> Iterator[str]:
    """That a dataset covers no day of the weeks looked at."""
    first, last = dataset.covered_from, dataset.covered_until
    if first and last and (last < found.first or first > found.last):
        facts = {"first": first, "last": last, "begin": found.first, "end": found.last}
        yield ELSEWHEN.format(name=dataset.name, **facts)


def weeks(found: Preview, which: str) -> str:
    """Labels with the weeks of each, as "quiet in 90, active in 67"."""
    return ", ".join(f"{in_sentence(label)} in {number}" for label, number in found.weeks(which))
