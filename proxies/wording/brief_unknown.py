"""What a brief says of what is not known: each sentence is empty where there is nothing to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from proxies.methods.evidence import Evidence
from proxies.methods.front_status import Status
from proxies.vocab import AttributionKind, BindingKind
from proxies.wording.coverage import stretch
from proxies.wording.phrases import isolated
from proxies.wording.pledges import names
from proxies.wording.record import when


def not_covered(gaps: Iterable[tuple[date, date]]) -> str:
    """Which days of the span are not covered of a front; empty where all are."""
    days = ", ".join(stretch(*gap) for gap in gaps)
    text = gettext("Not covered: %(days)s. That is unknown, not quiet.")
    return text % {"days": days} if days else ""


def unnamed(number: int, among: int) -> str:
    """For how many events nobody is named."""
    text = ngettext(
        "Who did it: nobody is named for %(n)d of %(among)d events.",
        "Who did it: nobody is named for %(n)d of %(among)d events.",
        number,
    )
    return text % {"n": number, "among": among} if number else ""


def uncounted(number: int, among: int) -> str:
    """For how many events it is not established how many people were killed."""
    text = gettext("How many were killed is not established for %(n)d of %(among)d events.")
    return text % {"n": number, "among": among} if number else ""


def denied(found: Sequence[Any]) -> str:
    """Who denies which events that others name it for."""
    return " ".join(
        gettext("%(who)s denies the event of %(when)s.")
        % {"who": isolated(party["name"]), "when": when(event)}
        for event in found
        for party in event.named
        if party["kind"] == AttributionKind.DENIED
    )


def undated(number: int) -> str:
    """How much of the span is known from undated reports alone."""
    text = ngettext(
        "%(n)d record of these days is known from undated reports alone.",
        "%(n)d records of these days are known from undated reports alone.",
        number,
    )
    return text % {"n": number} if number else ""


def independence(evidence: Evidence | None) -> str:
    """That nobody checked whether the reports that decide the label are independent."""
    if evidence is None or evidence.independence_checked:
        return ""
    return gettext("Whether the reports behind the label are independent is not checked.")


def without_word(status: Status) -> str:
    """Who has not said whether the halt binds them, or says that it does not."""
    halt, record = status.grounds.halt, status.grounds.known.record
    if halt is None:
        return ""
    words = {
        BindingKind.SILENT: gettext("Whether %(names)s agree: silent."),
        BindingKind.DENIED: gettext("Whether %(names)s agree: denied."),
        BindingKind.OPPOSED: gettext("Whether %(names)s agree: opposed."),
    }
    bindings = halt.pledge.bindings
    sentences = []
    for how, form in words.items():
        parties = [party for party, binding in bindings.items() if binding == how]
        sentences += [form % {"names": names(record, parties)}] if parties else []
    return " ".join(sentences)


def nothing_unknown() -> str:
    return gettext("Nothing that the record marks as unknown in these days.")
