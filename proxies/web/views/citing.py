"""How to cite a page, and what has happened to it since it was cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from proxies.models import AttackEvent, Dataset, Milestone, Pledge, Statement
from proxies.models.knowledge import GONE
from proxies.queries.answer import Answer
from proxies.queries.corrections import count_since
from proxies.selection import Selection
from proxies.web.views.page import Question
from proxies.wording.datasets import citation
from proxies.wording.phrases import events, reports

NOUNS = {"event": events, "report": reports}
"""What a page counts, and how many of it in words."""


@dataclass(frozen=True)
class Citing:
    """A citation of a page: its text, the address that pins the day and the count, and drift.

    `now` is the query of the same question as of today, `noun` names what is counted. `cited` is
    the count given in the address, None without one; `by_now` the count as known today where a past
    day is shown. `corrections` are those made on that day or later, which stand at `log`, and
    `gone` is the record where it has been withdrawn.
    """

    text: str
    address: str
    now: str
    noun: str
    count: int
    cited: int | None
    by_now: int | None
    corrections: int = 0
    log: str = ""
    gone: AttackEvent | Milestone | Pledge | Statement | None = None

    @property
    def later(self) -> int:
        """How many more the record of the day cited holds than it did when it was cited."""
        return 0 if self.cited is None else self.count - self.cited

    @property
    def fewer(self) -> int:
        """How many fewer it holds."""
        return -self.later

    @property
    def grown(self) -> int:
        """How many more are known now than on the day shown."""
        return 0 if self.by_now is None else self.by_now - self.count

    @property
    def shrunk(self) -> int:
        """How many fewer hold now."""
        return -self.grown


def citing_record(
    request: HttpRequest,
    question: Question,
    record: AttackEvent | Milestone | Pledge | Statement,
    counted: tuple[int, int | None],
    title: str = "",
) -> Citing:
    """The citation of a record; `counted` are the reports: how many are shown, and by now.

    `title` is what it is cited by, where that is more than its own.
    """
    day = question.selection.as_of
    curated = question.choices.datasets_of(Selection())
    datasets = [record.dataset] if isinstance(record, AttackEvent) else curated
    return replace(
        _citing(request, question, title or record.title, ("report", *counted), datasets),
        corrections=count_since(day, record) if day else 0,
        log=f"{record.get_absolute_url()}#corrections",
        gone=record if record.state in GONE else None,
    )


def citing_question(request: HttpRequest, question: Question, title: str, answer: Answer) -> Citing:
    """The citation of a page that counts the events of a question."""
    day, by_now, corrections, log = question.selection.as_of, None, 0, ""
    if day:
        by_now, corrections = answer.since(day)
        log = reverse("corrections") + answer.selection.but(as_of=None).query(
            changed=day.isoformat()
        )
    counted = ("event", answer.totals.events, by_now)
    cited = _citing(request, question, title, counted, answer.datasets)
    return replace(cited, corrections=corrections, log=log)


def _citing(
    request: HttpRequest,
    question: Question,
    title: str,
    counted: tuple[str, int, int | None],
    datasets: Sequence[Dataset],
) -> Citing:
    """The citation of a page; `counted` is the noun, the count shown, and the count by now."""
    noun, count, by_now = counted
    day = question.known_by
    pinned = question.selection.but(as_of=day).query(cited=str(count))
    address = request.build_absolute_uri(f"{request.path}{pinned}")
    text = f"{citation(title, day, NOUNS[noun](count), datasets)} {address}"
    cited = question.form.cleaned_data.get("cited")
    now = question.query(question.selection.but(as_of=None))
    return Citing(text, address, now, noun, count, cited, by_now)
