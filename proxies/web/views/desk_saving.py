"""Saving a decision of the desk, or trying it out: what it would change, what stands against it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import HttpRequest

from proxies.actions.deciding import (
    DecidedError,
    HeldError,
    JoinedError,
    Made,
    Measured,
    citation,
    decide,
    may_publish,
    new_record,
    take,
)
from proxies.actions.doubts import box_of
from proxies.actions.entry_pages import NotEnteredError
from proxies.actions.previewing import would_be
from proxies.models import Decision, Item
from proxies.models.days import today
from proxies.queries.effects import Effects, effects_of
from proxies.queries.inbox import ClusterLookup, following
from proxies.record.current import record
from proxies.vocab import WorkflowState
from proxies.vocab.intake import DecisionKind
from proxies.web.forms.desk import CiteForm, LaterForm
from proxies.web.forms.desk_base import DeskForm
from proxies.wording.desk import (
    decided_in_words,
    held_in_words,
    joined_in_words,
    refusal_in_words,
    unlooked_in_words,
)

OPENED, KEYS, ANYWAY, OVER, SHOWN = "opened", "keys", "anyway", "over", "shown"
DIGITS = 17
"""Of the longest key that is looked up."""
LONGEST = 86_400
"""Seconds after which a page that was left open says nothing of how long a decision took."""
STATES = {"draft": WorkflowState.DRAFT.value, "publish": WorkflowState.PUBLISHED.value}
FIELDS = {"kind": "kind_of"}
"""Fields of a record's page that bear another name here."""


@dataclass(frozen=True)
class Box:
    """A doubt that has to be confirmed, and whether it is."""

    name: str
    doubt: str
    ticked: bool


@dataclass
class Outcome:
    """What became of what was sent: a decision, or what a page says of it."""

    decision: Decision | None = None
    next: int | None = None
    effects: Effects | None = None
    tried: bool = False
    unlooked: str = ""
    boxes: list[Box] = field(default_factory=list)
    problem: str = ""
    overtaken: bool = False
    joined: Sequence[Item] = ()
    """Items that came while the cluster was open."""
    status: int = 200

    @property
    def asks(self) -> bool:
        """Whether it was not saved, and will be once that is confirmed."""
        return bool(self.unlooked or self.boxes) and not self.tried


class Unheard:
    """Takes the place of what a request has to say: remarks on what is not saved go nowhere."""

    def add(self, level: int, message: str, extra_tags: str = "") -> None:
        """Nothing is kept."""


def opened_now() -> str:
    """The moment at which a cluster was opened, for the form to bring back."""
    return signing.dumps(int(datetime.now(UTC).timestamp()), salt=OPENED)


def try_out(request: HttpRequest, lookup: ClusterLookup, form: DeskForm) -> Outcome:
    """What a decision would change; nothing of it is saved, and the cluster stays one's own."""
    try:
        take(lookup.cluster.pk, request.user, over=OVER in request.POST)
    except (HeldError, DecidedError) as error:
        words = overtaken_in_words(error, typed=True)
        return Outcome(problem=words, overtaken=True, tried=True)
    if not form.is_valid():
        return Outcome(tried=True)
    if isinstance(form, LaterForm):
        return Outcome(tried=True, effects=effects_of(record(), record(), today()))
    return _tried(request, form, STATES["publish"])


def _tried(request: HttpRequest, form: DeskForm, state: str) -> Outcome:
    """What it would change were it published, all doubts being confirmed; these are listed."""
    before, doubts = record(), []
    trial = copy.copy(request)
    trial._messages = Unheard()  # type: ignore[attr-defined]
    trial.POST = request.POST.copy()  # type: ignore[assignment]
    state = state if may_publish(request, form.kind) else STATES["draft"]
    while True:
        try:
            _, after = would_be(before, lambda: _write(trial, form, state))
        except NotEnteredError as error:
            new = [doubt for doubt in error.doubts if box_of(doubt) not in trial.POST]
            if not new:
                _refuse(form, error)
                return Outcome(tried=True, status=200)
            doubts += new
            trial.POST.update({box_of(doubt): "on" for doubt in new})
        except PermissionDenied:
            form.add_error(None, refusal_in_words("not-allowed"))
            return Outcome(tried=True)
        else:
            effects = effects_of(before, after, today())
            return Outcome(tried=True, effects=effects, boxes=_boxes(request, doubts))


def save(
    request: HttpRequest, lookup: ClusterLookup, kind: DecisionKind, form: DeskForm | None
) -> Outcome:
    """Decide what becomes of a cluster, if nothing stands against it."""
    if form is not None and not form.is_valid():
        return Outcome(status=400)
    if form is not None and form.unseen and ANYWAY not in request.POST:
        return _ask(request, form)
    after = following(lookup.cluster)
    state = _state(request)
    until = form.until() if isinstance(form, LaterForm) else None
    writes = form is not None and not isinstance(form, LaterForm)
    write = (lambda: _write(request, form, state)) if writes and form else Made
    measured = _measured(request, form)
    try:
        if OVER in request.POST:
            take(lookup.cluster.pk, request.user, over=True)
        decision = decide(
            lookup.cluster.pk, request, kind, write,
            measured=measured, until=until, shown=shown_items(request),
        )  # fmt: skip
    except (HeldError, DecidedError, JoinedError) as error:
        words = overtaken_in_words(error, typed=form is not None)
        joined = getattr(error, "items", ())
        return Outcome(problem=words, joined=joined, overtaken=True, status=409)
    except NotEnteredError as error:
        return _refused(request, form, error)
    except PermissionDenied:
        return Outcome(problem=refusal_in_words("not-allowed"), status=403)
    return Outcome(decision, after)


def shown_items(request: HttpRequest) -> frozenset[int] | None:
    """The keys of the items that stood on the page that was sent; None where it does not say."""
    if SHOWN not in request.POST:
        return None
    return frozenset(map(key_in, request.POST[SHOWN].split(",")))


def key_in(text: str) -> int:
    """A key that is written in digits; 0, which no row has, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0


def overtaken_in_words(error: HeldError | DecidedError | JoinedError, *, typed: bool) -> str:
    """Who or what was faster; and that what was `typed` is there, if anything was."""
    if isinstance(error, JoinedError):
        return joined_in_words(len(error.items), typed=typed)
    if isinstance(error, DecidedError):
        return decided_in_words(error.decision, typed=typed)
    held: Any = error.cluster
    return held_in_words(held.taken_by.get_username(), held.taken, typed=typed)


def _state(request: HttpRequest) -> str:
    """The state that is asked for by the button that was pressed."""
    return STATES.get(request.POST.get("do", ""), STATES["draft"])


def _write(request: HttpRequest, form: DeskForm, state: str) -> Made:
    if isinstance(form, CiteForm) and form.chosen_record is not None:
        chosen = form.chosen_record
        return citation(request, chosen.kind, chosen.row, form.entered(state))
    return new_record(request, form.kind, form.entered(state))


def publishes(request: HttpRequest, form: DeskForm) -> bool:
    """Whether readers would see what is made: of a citation, whether they see its record."""
    if isinstance(form, CiteForm):
        chosen = form.chosen_record
        return chosen is None or chosen.row.state == WorkflowState.PUBLISHED
    return may_publish(request, form.kind)


def _ask(request: HttpRequest, form: DeskForm) -> Outcome:
    """Ask once about what was filled in and not looked at, with all else there is to confirm."""
    labels = [_label(form, name) for name in form.unseen]
    tried = _tried(request, form, _state(request))
    tried.tried = False
    if form.errors:
        tried.status = 400
    else:
        tried.unlooked = unlooked_in_words(labels)
    return tried


def _label(form: DeskForm, name: str) -> str:
    for line in form.shown():
        if name in [bound.name for bound in line.fields]:
            own = str(form[name].label)
            return f"{line.label} ({own})" if len(line.fields) > 1 else str(line.label)
    return str(form[name].label)


def _refused(request: HttpRequest, form: DeskForm | None, error: NotEnteredError) -> Outcome:
    if form is None:
        return Outcome(
            problem=" ".join(line for each in error.errors.values() for line in each), status=400
        )
    if error.errors:
        _refuse(form, error)
        return Outcome(status=400)
    tried = _tried(request, form, _state(request))
    tried.tried = False
    return tried


def _refuse(form: DeskForm, error: NotEnteredError) -> None:
    """Say at each field what its record's page in the admin says of it."""
    for name, lines in error.errors.items():
        own = FIELDS.get(name, name)
        for line in lines:
            if own in form.fields:
                form.add_error(own, line)
            else:
                named = "" if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ')}: "
                form.add_error(None, f"{named}{line}")
    for doubt in error.doubts if not error.errors else ():
        form.add_error(None, doubt)


def _boxes(request: HttpRequest, doubts: list[str]) -> list[Box]:
    return [Box(box_of(doubt), doubt, box_of(doubt) in request.POST) for doubt in doubts]


def _measured(request: HttpRequest, form: DeskForm | None) -> Measured:
    """Seconds since the cluster was opened, and keys and clicks where a script counted them."""
    try:
        opened = signing.loads(request.POST.get(OPENED, ""), salt=OPENED)
        seconds = max(0, int(datetime.now(UTC).timestamp()) - int(opened))
    except (signing.BadSignature, TypeError, ValueError):
        seconds = None
    if seconds is not None and seconds > LONGEST:
        seconds = None
    keys = request.POST.get(KEYS, "")
    number = int(keys) if keys.isascii() and keys.isdigit() and len(keys) < 7 else None  # noqa: PLR2004
    return Measured(seconds, number, form.fates() if form is not None else {})
