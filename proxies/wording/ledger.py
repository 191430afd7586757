"""A pledge in a row of the ledger: how it stands or stood, and how long it ran."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.running import Run, RunState, StopReason
from proxies.vocab import Standing
from proxies.wording.phrases import short_day

STANDS = {
    Standing.IN_EFFECT: (_("In effect"), _("Was in effect")),
    Standing.REPORTED: (_("Reported"), _("Was reported")),
    Standing.DENIED: (_("Denied"), _("Denied")),
}
"""How a pledge stands, and how one stood that is over."""

STOPPED: dict[StopReason, Any] = {
    StopReason.ENDED: _("ended %(on)s"),
    StopReason.EXPIRED: _("its term ran out on %(on)s"),
    StopReason.RESUMED: _("attacks resumed on %(on)s"),
}
STANDING: dict[RunState, Any] = {
    RunState.NOT_KNOWN: _("no report had told of it yet"),
    RunState.DENIED: _("known only by denials"),
    RunState.NOT_BEGUN: _("takes effect on %(start)s"),
    RunState.RUNNING: _("runs since %(start)s"),
}
WOULD_RUN = _("would run since %(start)s")
"""Of one that nothing but reports says to run."""


def stands(run: Run) -> str:
    """How a pledge stands: "In effect"; of one that is over "Was in effect"."""
    now, then = STANDS[Standing(run.standing or Standing.REPORTED)]
    return str(then if run.stop else now)


def run_in_short(run: Run) -> str:
    """Whether it runs, in a few words: "runs since 27 Nov 2024", "ended 27 Nov 2024"; of one
    that is only reported "would run since 23 Dec 2024"."""
    if run.stop is None:
        form = WOULD_RUN if run.only_reported else STANDING[run.state]
        return str(form % {"start": short_day(run.start)})
    words = str(STOPPED[run.stop.reason] % {"on": short_day(run.stop.on)})
    if run.stop.upstream is None:
        return words
    return gettext("over with the pledge that it depended on: %(what)s") % {"what": words}
