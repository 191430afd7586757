"""What a brief says: its lines, part by part, and the sources that they rest on.

A page and a text to paste are made of the same lines, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proxies.methods.evidence import Evidence, Origin
from proxies.methods.facts import KnownPledge
from proxies.methods.front_status import Status
from proxies.methods.record import Record
from proxies.methods.running import Run
from proxies.methods.tags import Tag
from proxies.models import Statement
from proxies.vocab import Direction, StatementKind
from proxies.wording.brief_sources import SourceText
from proxies.wording.labels import in_sentence, label_of
from proxies.wording.later import text_as_of
from proxies.wording.panel import PanelWords, PartyWords, panel_in_words
from proxies.wording.parties import names_within
from proxies.wording.phrases import day_in_words, events, isolated
from proxies.wording.pledges import title as pledge_title
from proxies.wording.pledges import why_it_runs
from proxies.wording.record import (
    between,
    days_in_words,
    figures,
    named_in_words,
)
from proxies.wording.statements import count_in_words, who_said
from proxies.wording.status import not_covered_since
from proxies.wording.voices import aligned_with

HEADINGS: dict[str, Any] = {
    "happened": _("What happened"),
    "said": _("Who said what"),
    "changed": _("What changed"),
    "ahead": _("What would change it"),
    "unknown": _("Not known"),
    "beyond": _("On no front"),
}
"""The parts of a front, in order of reading, and what is said on none of them."""

SELECTION = _(
    "The record is a selection: that no attack is recorded does not show that there was none."
)
RULES = _("Labels follow from stated rules and dated, attributed reports: see Methods.")

ORIGINS_NAMED = 3
"""Origins that a line names; how many more there are it says."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a brief says in one go, the numbers of its sources, and the address of its record.

    `lead` is what it begins with, the words that link to the record. `reach` says that it speaks of
    how far the record reaches, or of a term known in advance.
    """

    text: str
    sources: tuple[int, ...] = ()
    url: str = ""
    reach: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a front; `more` says what is left out of it and `url` where that stands."""

    key: str
    lines: tuple[Line, ...]
    more: str = ""
    url: str = ""

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.key])


@dataclass(frozen=True, slots=True)
class FrontText:
    """A front in a brief: its label as code and words, whether few are bound, and when it was last
    known where that is not the day asked for; the verdict, who is bound, the parts."""

    slug: str
    name: str
    label: str
    label_words: str
    few_bound: bool
    last_known: str
    verdict: Line
    beside: tuple[Line, ...]
    parts: tuple[Part, ...]


def last_known(status: Status) -> str:
    """When a label was known last; empty where that is the day asked for."""
    return not_covered_since(status.day) if status.past_end else ""


def badge(status: Status) -> str:
    """The label of a front as its badge has it: "Halt reported, few bound"."""
    label = label_of(status.label)
    if Tag.FEW_BOUND not in status.tags:
        return label
    return gettext("%(label)s, few bound") % {"label": label}


def title(first: date, last: date) -> str:
    """What a brief is called, by the days of its span."""
    return gettext("Brief: %(days)s") % {"days": days_in_words(first, last)}


def labels_in_a_row(fronts: Iterable[FrontText]) -> str:
    """The labels of the fronts: "Lebanon: halt strained; Iraq: halt reported"."""
    words = (f"{isolated(one.name)}: {in_sentence(one.label)}" for one in fronts)
    return "; ".join(words)


def short_names(
    record: Record, fronts: Iterable[FrontText], sources: Iterable[SourceText], beyond: Part | None
) -> str:
    """What the abbreviations of a brief stand for that it does not spell out itself: "Short names:
    IRCC, Iraqi Resistance Coordination Committee"; empty without any."""
    lines = [line for front in fronts for line in (front.verdict, *front.beside)]
    parts = [part for front in fronts for part in front.parts] + ([beyond] if beyond else [])
    lines += [line for part in parts for line in part.lines]
    text = "\n".join(
        [*(f"{one.lead} {one.text}" for one in lines), *(one.origin for one in sources)]
    )
    named = "; ".join(f"{isolated(short)}, {full}" for short, full in names_within(record, text))
    return gettext("Short names: %(names)s.") % {"names": named} if named else ""


def counts(found: Sequence[Any]) -> str:
    """How many events began in the span, of whom, and how many people were killed in them; an
    attack that nobody is named for is not said to be that of a faction."""
    if not found:
        return gettext("No event of these days is recorded.")
    attacks = [one for one in found if one.direction == Direction.FACTION_ATTACK]
    strikes = sum(one.direction == Direction.STATE_STRIKE for one in found)
    unnamed = sum(not one.named for one in attacks)
    named, rest = len(attacks) - unnamed, len(found) - len(attacks) - strikes
    by_factions = ngettext("%(n)d attack by factions", "%(n)d attacks by factions", named)
    by_nobody = ngettext("%(n)d attack by nobody named", "%(n)d attacks by nobody named", unnamed)
    by_states = ngettext("%(n)d strike by states", "%(n)d strikes by states", strikes)
    others = gettext("%(events)s of other kinds")
    parts = [
        by_factions % {"n": named} if named else "",
        by_nobody % {"n": unnamed} if unnamed else "",
        by_states % {"n": strikes} if strikes else "",
        others % {"events": events(rest)} if rest else "",
    ]
    listed = get_text_list([*filter(None, parts)], gettext("and"))
    facts = {"listed": listed, "killed": _killed(found)}
    return gettext("Recorded: %(listed)s; %(killed)s.") % facts


def _killed(found: Sequence[Any]) -> str:
    """How many people were killed in some events, of those of which it is established."""
    known = [one for one in found if one.known_high is not None or one.known_low is not None]
    if not known:
        return gettext("how many were killed is not established")
    low = sum(one.known_low or 0 for one in known)
    high = sum(max(one.known_high or 0, one.known_low or 0) for one in known)
    number = between(low, high) if high else gettext("nobody")
    form = gettext("%(number)s killed on any side")
    if len(known) < len(found):
        form = gettext("%(number)s killed on any side, where that is established")
    return form % {"number": number}


def event_in_words(record: Record, event: Any) -> str:
    """An event: what, who is named, who was killed, and how well that is known."""
    graded, named = event.graded, named_in_words(event.named)
    parts = [
        gettext("Named: %(named)s") % {"named": named} if named else gettext("Nobody is named"),
        gettext("killed: %(killed)s") % {"killed": figures(event, "known")},
        in_sentence(graded.judgement.grade) if graded else gettext("not graded"),
        *origins_in_words(record, graded.evidence if graded else None),
    ]
    return f"{isolated(text_as_of(event, 'summary', event.as_of))} {'; '.join(parts)}."


def statement_in_words(
    record: Record, statement: Statement, evidence: Evidence, known_by: date
) -> str:
    """A statement: who, what kind, what was said, and how well that is known by a day."""
    facts = {
        "who": who_said(statement),
        "kind": in_sentence(statement.kind),
        "what": isolated(text_as_of(statement, "summary", known_by)),
        "known": capfirst("; ".join(origins_in_words(record, evidence))),
    }
    if statement.kind == StatementKind.COUNT:
        facts["what"] = f"{facts['what']} {count_in_words(statement)}."
    return gettext("%(who)s, %(kind)s: %(what)s %(known)s.") % facts


def pledge_in_words(record: Record, pledge: Any, known: KnownPledge, known_by: date) -> str:
    """A pledge made or repeated in the span: what, and how well that is known by a day."""
    well = [in_sentence(known.standing), *origins_in_words(record, known.evidence)]
    facts = {
        "title": isolated(pledge.title),
        "what": isolated(text_as_of(pledge, "summary", known_by)),
        "known": capfirst("; ".join(well)),
    }
    return gettext("%(title)s: %(what)s %(known)s.") % facts


def origins_in_words(record: Record, evidence: Evidence | None) -> list[str]:
    """Whose word it is: the origins that assert it, those that deny it, with whom each is aligned,
    and what is not known."""
    if evidence is None or not evidence.citations:
        return [gettext("no report cited")]
    words = []
    if evidence.asserting:
        words.append(gettext("by %(origins)s") % {"origins": _origins(record, evidence.asserting)})
    elif evidence.asserted:
        words.append(gettext("origin not established"))
    if evidence.denied:
        denying = _origins(record, evidence.denying) or gettext("a report of unknown origin")
        words.append(gettext("denied by %(origins)s") % {"origins": denying})
    if evidence.only_undated:
        words.append(gettext("known from undated reports alone"))
    return words


def _origins(record: Record, origins: Sequence[Origin]) -> str:
    named = []
    for one in origins[:ORIGINS_NAMED]:
        name, aligned = isolated(one.name), aligned_with(record, one)
        named.append(f"{name} ({aligned})" if aligned else name)
    more = len(origins) - len(named)
    if more > 0:
        named.append(ngettext("%(n)d more", "%(n)d more", more) % {"n": more})
    return get_text_list(named, gettext("and"))


def bound_in_words(status: Status) -> str:
    """Whom the halt of a front binds and whom not, by the attacks of the year before; empty
    without a halt."""
    words = panel_in_words(status)
    sentences = [
        _bound(gettext("Bound: %(names)s."), words.bound),
        _bound(gettext("Not bound: %(names)s."), words.not_bound),
        _bound(gettext("Bound in return: %(names)s."), words.in_return),
        *_broken(words),
    ]
    return " ".join(filter(None, sentences))


def _bound(form: str, parties: Iterable[PartyWords]) -> str:
    named = ((isolated(one.spelt_out), one.how) for one in parties)
    listed = "; ".join(f"{name} ({how})" if how else name for name, how in named)
    return form % {"names": listed} if listed else ""


def _broken(words: PanelWords) -> Iterable[str]:
    if words.year_before:
        yield gettext("%(counted)s.") % {"counted": words.year_before}
    yield from words.broken_by


def editors_view(status: Status) -> str:
    """The editors' own label beside the computed one; empty where there is none."""
    assessed = status.assessment
    if assessed is None:
        return ""
    facts = {
        "day": day_in_words(assessed.day),
        "label": in_sentence(assessed.label),
        "why": isolated(text_as_of(assessed, "statement", status.known_by)),
    }
    text = gettext("The editors’ view, of %(day)s: %(label)s. %(why)s")
    return str(text % facts).strip()


def last_attack(status: Status) -> str:
    """When the last attack was that is known, where no event of the span is one."""
    last = status.last_attack
    if last is None:
        return gettext("No attack from this front is recorded.")
    facts = {"day": day_in_words(last.day)}
    return gettext("The last attack recorded from this front: %(day)s.") % facts


def label_same(status: Status, eve: date) -> str:
    """That the label is what it was before the span."""
    facts = {"label": label_of(status.label), "day": day_in_words(eve)}
    return gettext("%(label)s, as on %(day)s.") % facts


def label_changed(before: str, after: str, day: date) -> str:
    """That the label changed on a day."""
    facts = {"before": in_sentence(before), "after": in_sentence(after), "day": day_in_words(day)}
    return gettext("From %(before)s to %(after)s on %(day)s.") % facts


def pledge_changed(record: Record, before: str | None, after: Run) -> str:
    """What became of a pledge in the span: its standing, and whether it runs."""
    now = in_sentence(after.standing) if after.standing else gettext("not known")
    was = in_sentence(before) if before else gettext("not known before")
    facts = {"before": was, "now": now, "run": why_it_runs(record, after)}
    if after.stop:
        facts["run"] = facts["run"].rstrip(".")
        return gettext("%(run)s; until then %(now)s.") % facts
    if was == now:
        return gettext("%(now)s as before. %(run)s") % facts
    return gettext("%(before)s, now %(now)s. %(run)s") % facts


def pledge_name(record: Record, pledge: Any) -> str:
    """A pledge at the beginning of a line: "Ceasefire of Hezbollah toward Israel"."""
    return isolated(capfirst(pledge_title(record, pledge)))


def nothing_changed() -> str:
    return gettext("No pledge became known, changed or ended.")


def nothing_said() -> str:
    return gettext("No statement or pledge of these days is recorded.")


def more_events(number: int) -> str:
    """How many events are left out."""
    text = ngettext(
        "%(n)d more event",
        "%(n)d more events",
        number,
    )
    return text % {"n": number}


def more_said(number: int) -> str:
    """How many statements and pledges are left out."""
    text = ngettext(
        "%(n)d more statement or pledge",
        "%(n)d more statements and pledges",
        number,
    )
    return text % {"n": number}
