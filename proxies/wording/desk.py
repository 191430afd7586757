"""What the desk says: of clusters, suggestions and decisions, and of what one would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.vocab.desk import FROM_LEAD, FROM_TREE, Act, SuggestionKind
from proxies.vocab.intake import DecisionKind
from proxies.wording.labels import each_in_sentence, in_sentence, label_of
from proxies.wording.phrases import (
    day_and_month,
    day_in_words,
    isolated,
    origins,
    short_day,
)
from proxies.wording.suggestions import reason_in_words

ACTIONS: dict[DecisionKind, Any] = {
    DecisionKind.NEW_PLEDGE: _("New pledge"),
    DecisionKind.CITE: _("Cite for a record"),
    DecisionKind.NEW_EVENT: _("New event"),
    DecisionKind.NEW_STATEMENT: _("New statement"),
    DecisionKind.NOT_FOR_US: _("Not for us"),
    DecisionKind.LATER: _("Later"),
}
KEYS: dict[DecisionKind, str] = {
    DecisionKind.NEW_PLEDGE: "p",
    DecisionKind.CITE: "c",
    DecisionKind.NEW_EVENT: "e",
    DecisionKind.NEW_STATEMENT: "s",
    DecisionKind.NOT_FOR_US: "x",
    DecisionKind.LATER: "l",
}
"""The key of each, in the order in which they are offered."""

NOT_READ: dict[str, Any] = {
    FROM_TREE: _("by the tree of items"),
    FROM_LEAD: _("as noted with the lead"),
}
"""Why something is filled in that no rule read in an item."""

DECIDED: dict[DecisionKind, Any] = {
    DecisionKind.NEW_PLEDGE: _("%(who)s made a new pledge of it at %(time)s"),
    DecisionKind.CITE: _("%(who)s cited it for a record at %(time)s"),
    DecisionKind.NEW_EVENT: _("%(who)s made a new event of it at %(time)s"),
    DecisionKind.NEW_STATEMENT: _("%(who)s made a new statement of it at %(time)s"),
    DecisionKind.NOT_FOR_US: _("%(who)s found it not for us at %(time)s"),
    DecisionKind.LATER: _("%(who)s put it off at %(time)s"),
}
"""What was decided of a cluster, as it is said of one."""

DONE: dict[DecisionKind, Any] = {
    DecisionKind.NEW_PLEDGE: _("made a new pledge"),
    DecisionKind.CITE: _("cited for a record"),
    DecisionKind.NEW_EVENT: _("made a new event"),
    DecisionKind.NEW_STATEMENT: _("made a new statement"),
    DecisionKind.NOT_FOR_US: _("found not for us"),
    DecisionKind.LATER: _("put off"),
}
"""The same, as the history says it of what was made."""

ACTS: dict[str, Any] = {
    Act.ATTACK: _("attack"),
    Act.STRIKE: _("strike"),
    Act.PLEDGE: _("pledge"),
    Act.DENIAL: _("denial"),
    Act.STATEMENT: _("statement"),
}
REFUSALS: dict[str, Any] = {
    "gone": _("This record was merged or discounted, and takes no more reports. Choose another."),
    "undone": _("This decision was taken back already."),
    "not-last": _("Another decision on this cluster came after it: take that one back first."),
    "deleted": _("Not taken back: what it made was deleted since, in the admin."),
    "changed": _(
        "Not taken back: “%(what)s” was changed since. Correct it in the admin, which keeps the "
        "change."
    ),
    "seen": _(
        "Not taken back: readers have seen “%(what)s” for more than an hour. Discount it, or "
        "retract its report, in the admin, with the reason."
    ),
    "not-yours": _(
        "Not taken back: your account may not delete “%(what)s”. Ask who decided it, or who may "
        "publish."
    ),
    "cited": _("Not taken back: the report “%(what)s” is cited elsewhere by now."),
    "used": _("Not taken back: other records rest on “%(what)s” by now."),
    "held": _("%(who)s took this cluster at %(time)s."),
    "decided": _("%(who)s decided this cluster at %(time)s."),
    "kept": _("Not saved: %(what)s What you typed is still here."),
    "not-allowed": _("Not saved: your account may not enter this. Ask who gives such rights."),
}


def refusal_in_words(code: str, what: str = "") -> str:
    """Why something was not done."""
    return str(REFUSALS[code]) % {"what": isolated(what)}


def held_in_words(who: str, since: datetime, *, typed: bool) -> str:
    facts = {"who": isolated(who), "time": time_in_words(since)}
    return _kept(str(REFUSALS["held"]) % facts, typed=typed)


def decided_in_words(decision: Any, *, typed: bool) -> str:
    who = decision.by.get_username() if decision.by else gettext("somebody")
    facts = {"who": isolated(who), "time": time_in_words(decision.at)}
    return _kept(str(REFUSALS["decided"]) % facts, typed=typed)


def joined_in_words(number: int, *, typed: bool) -> str:
    """That items came while a cluster was open."""
    said = ngettext(
        "%(number)d more item came while this cluster was open: look at it, then decide.",
        "%(number)d more items came while this cluster was open: look at them, then decide.",
        number,
    )
    return _kept(said % {"number": number}, typed=typed)


def _kept(said: str, *, typed: bool) -> str:
    """With what became of what was typed, if anything was."""
    return str(REFUSALS["kept"]) % {"what": said} if typed else said


def reason_of(kind: DecisionKind, title: str) -> str:
    """The reason that the history keeps of what a decision makes."""
    facts = {"what": DONE[kind], "title": isolated(title)}
    return gettext("At the desk: %(what)s, from “%(title)s”.") % facts


def reason_of_undoing(title: str) -> str:
    return gettext("A decision at the desk on “%(title)s” was taken back.") % {
        "title": isolated(title)
    }


def time_in_words(at: datetime) -> str:
    """A moment as "06:40 UTC", with its day where that is not today, and its year where that is
    another: "25 Dec 2024 12:58 UTC"."""
    at, today = at.astimezone(UTC), datetime.now(UTC).date()
    clock = gettext("%(time)s UTC") % {"time": f"{at:%H:%M}"}
    if at.date() == today:
        return clock
    day = day_and_month(at.date()) if at.year == today.year else short_day(at.date())
    return f"{day} {clock}"


def items_in_words(number: int) -> str:
    return ngettext("%(number)d item", "%(number)d items", number) % {"number": number}


def clusters_in_words(number: int) -> str:
    return ngettext("%(number)d cluster", "%(number)d clusters", number) % {"number": number}


def weight_in_words(items: int, from_origins: int) -> str:
    """How many items, and to how many origins they lead back: "9 items · 1 origin"."""
    known = origins(from_origins) if from_origins else gettext("no origin established")
    return f"{items_in_words(items)} · {known}"


def seeming_in_words(row: Any) -> str:
    """What a cluster seems to be: "pledge? · Nujaba, PMF", or that nothing of the record is
    named."""
    if row.candidate:
        day = row.candidate.day
        facts = {
            "kind": str(KIND_NAMES[row.candidate.kind]),
            "day": day_in_words(day) if day else "?",
        }
        why = reason_in_words(row.reason)
        said = gettext("seems the %(kind)s of %(day)s") % facts
        return f"{said} ({why})" if why else said
    acts = [gettext("%(act)s?") % {"act": ACTS[act]} for act in row.acts if act in ACTS]
    parts = [part for part in (", ".join(acts), ", ".join(map(isolated, row.actors))) if part]
    return " · ".join(parts) or gettext("nothing of the record named")


KIND_NAMES: dict[str, Any] = {
    "event": _("event"),
    "pledge": _("pledge"),
    "statement": _("statement"),
}


def suggestion_in_words(one: Any, total: int) -> str:
    """Why a field is filled in: "read in 7 of 9 items, from “…”"; of a single item its words,
    and of several names each with its own."""
    if one.each:
        return "; ".join(
            gettext("%(name)s: %(why)s")
            % {"name": isolated(name), "why": suggestion_in_words(each, total)}
            for name, each in one.each
        )
    if one.reason in NOT_READ:
        return str(NOT_READ[one.reason])
    facts = {"some": one.items, "all": items_in_words(total), "words": isolated(one.words)}
    if one.kind == SuggestionKind.CANDIDATE:
        said = gettext("alike, by %(some)d of %(all)s") if total > 1 else gettext("alike")
    elif one.words and total > 1:
        said = gettext("read in %(some)d of %(all)s, from “%(words)s”")
    elif one.words:
        said = gettext("from “%(words)s”")
    else:
        said = gettext("read in %(some)d of %(all)s")
    why = reason_in_words(one.reason)
    return f"{said % facts}: {why}" if why else said % facts


def hint_in_words(one: Any) -> str:
    """What was read and fills in nothing: "“medics”: credited, and no source of that name"."""
    facts = {"words": isolated(one.value), "why": reason_in_words(one.reason)}
    return gettext("Read: “%(words)s”, %(why)s.") % facts


def label_in_words(day: Any) -> str:
    """The label of a front with its rule: "halt holding (rule 6), few bound"."""
    facts = {"label": in_sentence(day.label), "rule": day.rule}
    said = gettext("%(label)s (rule %(rule)d)") % facts
    return ", ".join([said, *each_in_sentence(day.tags)])


def moves_today(front: Any) -> str:
    """What a front is called today, and would be: "active (rule 11) → halt reported (rule 5)"."""
    return arrow(label_in_words(front.before), label_in_words(front.after))


def arrow(before: str, after: str) -> str:
    return gettext("%(before)s → %(after)s") % {"before": before, "after": after}


def spell_in_words(change: Any) -> str:
    """Days on which a label or a grade differs: "23 Dec 2024 to 27 Dec 2024"."""
    if change.last is None:
        return gettext("since %(day)s") % {"day": short_day(change.first)}
    if change.first == change.last:
        return short_day(change.first)
    return gettext("%(first)s to %(last)s") % {
        "first": short_day(change.first),
        "last": short_day(change.last),
    }


def front_in_words(front: Any, today: date) -> list[tuple[str, str]]:
    """What would differ on a front, as pairs of when and what."""
    lines = []
    if front.moves_today:
        when = gettext("today")
        if front.looked_at:
            when = gettext("today, as of %(day)s") % {"day": short_day(front.looked_at)}
        lines.append((when, moves_today(front)))
        lines.append((gettext("since"), short_day(front.changes[-1].first)))
    else:
        said = gettext("%(label)s, as before") % {"label": label_in_words(front.before)}
        lines.append((gettext("today"), said))
    lines += [(spell_in_words(one), _both(one)) for one in front.earlier]
    return lines


def _both(change: Any) -> str:
    return arrow(label_in_words(change.before), label_in_words(change.after))


def record_in_words(effect: Any) -> list[tuple[str, str]]:
    """What would differ of an event's grade or a pledge's standing, as pairs of when and what."""
    lines = [
        (spell_in_words(one), arrow(_state(one.before), _state(one.after)))
        for one in effect.changes
    ]
    unmoved = gettext("as before; %(origins)s") % {"origins": origins(effect.origins)}
    return lines or [(gettext("today"), unmoved)]


def _state(code: str | None) -> str:
    return in_sentence(code) if code else gettext("not on record")


def nothing_else(names: Sequence[str]) -> str:
    """Fronts on which nothing would move: "Lebanon, Yemen, Syria: nothing"."""
    return gettext("%(fronts)s: nothing") % {"fronts": ", ".join(map(isolated, names))}


def record_kind(effect: Any) -> str:
    """What a line about a record is headed by: "Grade of the event", "A new pledge"."""
    heads = {
        ("event", False): gettext("Grade of the event"),
        ("event", True): gettext("Grade of the new event"),
        ("pledge", False): gettext("Standing of the pledge"),
        ("pledge", True): gettext("Standing of the new pledge"),
    }
    return heads[effect.kind, effect.new]


def unlooked_in_words(labels: Iterable[str]) -> str:
    """That fields were saved as they were filled in, without a look."""
    said = gettext("Filled in from suggestions, and not looked at yet: %(fields)s.")
    return said % {"fields": ", ".join(labels)}


def decision_in_words(decision: Any) -> str:
    """A decision: "ann cited it for a record at 06:40 UTC"."""
    who = decision.by.get_username() if decision.by else gettext("somebody")
    said = str(DECIDED[DecisionKind(decision.kind)])
    return said % {"who": isolated(who), "time": time_in_words(decision.at)}


def action_label(kind: str) -> str:
    """The name of a decision, as its button says it."""
    return str(ACTIONS.get(DecisionKind(kind)) or label_of(kind))
