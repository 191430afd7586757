"""How to cite a page, and what has happened to it since it was cited."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest

from proxies.aggregates.corrections import count_since
from proxies.selection import day_in_words
from proxies.views.page import Question


@dataclass(frozen=True)
class Citing:
    """A citation of a page: its text, the address that pins the day and the count, and drift.

    `noun` names what is counted. `cited` is the count given in the address, None without one;
    `by_now` the count as known today where a past day is shown; `corrections` those made to the
    record after that day.
    """

    text: str
    address: str
    noun: str
    count: int
    cited: int | None
    by_now: int | None
    corrections: int = 0

    @property
    def corrected(self) -> bool:
        """Whether the record of the day cited has itself changed since."""
        return self.cited is not None and self.cited != self.count

    @property
    def grown(self) -> int:
        """How many more are known now than on the day shown."""
        return 0 if self.by_now is None else self.by_now - self.count


def citing(
    request: HttpRequest,
    question: Question,
    title: str,
    counted: tuple[str, int, int | None],
    record: Model | None = None,
) -> Citing:
    """The citation of a page; `counted` is the noun, the count shown, and the count by now."""
    noun, count, by_now = counted
    day = question.selection.as_of or question.names.today
    pinned = question.selection.but(as_of=day).query(cited=str(count))
    address = request.build_absolute_uri(f"{request.path}{pinned}")
    plural = noun if count == 1 else f"{noun}s"
    text = (
        f"Proxies, “{title}”, as known on {day_in_words(day)} ({count} {plural}); "
        f"a selection, not a census. CC BY 4.0. {address}"
    )
    cited = question.form.cleaned_data.get("cited")
    past = question.selection.as_of
    corrections = count_since(past, record) if past and record else 0
    return Citing(text, address, noun, count, cited, by_now, corrections)
