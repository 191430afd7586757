"""What undoing an import does, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

COLUMNS = {"covered_from": "covered from", "covered_until": "covered until"}


def lines(numbers: Sequence[int], dataset: Sequence[str], *, trial: bool) -> Iterator[str]:
    """A line for each kind of event, and one for what the dataset says again. `numbers` are those
    of the events created, changed and withdrawn by the run, and of those kept."""
    removed, restored, back, kept = numbers
    kinds = (
        (removed, _("%(events)s created by it %(be)s taken away, from every day")),
        (restored, _("%(events)s changed by it %(be)s given the values of before")),
        (back, _("%(events)s withdrawn by it %(be)s brought back")),
        (kept, _("%(events)s %(be)s kept, whole or in part, for what was done to them since")),
    )
    for number, words in kinds:
        events = ngettext("%(number)s event", "%(number)s events", number)
        be = _("would be") if trial else ngettext("was", "were", number)
        yield words % {"events": events % {"number": f"{number:,}"}, "be": be}
    if dataset:
        columns = ", ".join(COLUMNS.get(column, column) for column in dataset)
        words = (
            _("of the dataset would be put back: %s") if trial else _("of the dataset put back: %s")
        )
        yield words % columns
