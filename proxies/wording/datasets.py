"""What datasets cover and on what terms, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proxies.models import Dataset, ImportRun
from proxies.models.countries import country_name
from proxies.selection import CURATED
from proxies.vocab import Coverage, Direction, Role
from proxies.wording.history import EDITOR, MAINTAINERS
from proxies.wording.phrases import day_in_words, isolated

YEARS_NAMED = 3
"""Years that a sentence names, of those of which a file holds a part only."""
ACTS = {
    Direction.FACTION_ATTACK: gettext_lazy("attacks by factions"),
    Direction.STATE_STRIKE: gettext_lazy("strikes by states"),
    Direction.CLASH: gettext_lazy("clashes"),
    Direction.OTHER: gettext_lazy("other acts"),
}
PARTIES = {
    Role.PATRON: gettext_lazy("patrons"),
    Role.FACTION: gettext_lazy("factions"),
    Role.OPPONENT: gettext_lazy("opponents"),
}
"""Kinds of act and parties that a dataset records."""
THEATRES = {
    "gaza": gettext_lazy("Gaza"),
    "west-bank": gettext_lazy("West Bank"),
    "golan": gettext_lazy("occupied Golan"),
    "sea": gettext_lazy("at sea"),
    "PS": gettext_lazy("Gaza or the West Bank"),
    "unknown": gettext_lazy("a country not known here"),
}
"""Theatres outside the four fronts that are not a country."""


def theatres(counts: Mapping[str, int]) -> str:
    """Rows outside the fronts, as "outside, theatre Gaza: 2; outside, theatre Iran: 1"."""
    most_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "; ".join(f"{outside(code)}: {number:,}" for code, number in most_first)


def checked(checks: Mapping[str, Sequence[int]]) -> list[str]:
    """What was held against what in the rows of a file, and how many agree; with the first lines
    of those that do not, where their rows are taken as they are. One number alone is that of rows
    that could not be checked."""
    return [
        _compared(what, *numbers) if len(numbers) > 1 else _not_compared(what, *numbers)
        for what, numbers in checks.items()
    ]


def _compared(what: str, agree: int, differ: int, *lines: int) -> str:
    words = _("%(what)s: %(all)s checked, %(agree)s agree, %(differ)s do not") % {
        "what": what,
        "all": f"{agree + differ:,}",
        "agree": f"{agree:,}",
        "differ": f"{differ:,}",
    }
    return words + _taken_as_they_are(lines, more=differ > len(lines))


def _not_compared(what: str, rows: int) -> str:
    words = ngettext(
        "%(what)s: %(rows)s row could not be checked",
        "%(what)s: %(rows)s rows could not be checked",
        rows,
    )
    return words % {"what": what, "rows": f"{rows:,}"}


def _taken_as_they_are(lines: Sequence[int], *, more: bool) -> str:
    """Where to look at rows that contradict themselves and were taken."""
    if not lines:
        return ""
    words = ngettext(
        " (line %(lines)s, taken as it is: compare it with its source)",
        " (lines %(lines)s, taken as they are: compare them with their source)",
        len(lines) + more,
    )
    listed = ", ".join(f"{line}" for line in lines)
    return words % {"lines": f"{listed} …" if more else listed}


def only_adds(version: str, older: int) -> str:
    """What a file does that is older than what its dataset holds; `older` of its rows differ."""
    words = ngettext(
        "The dataset holds a newer release, or one that reaches further: “%(version)s”. This file "
        "only adds what is missing there; it withdraws nothing, and %(number)s row that differs is "
        "left out.",
        "The dataset holds a newer release, or one that reaches further: “%(version)s”. This file "
        "only adds what is missing there; it withdraws nothing, and %(number)s rows that differ "
        "are left out.",
        older,
    )
    newer = _("If this file is the newer one, give its release a name.")
    return f"{words} {newer}" % {"version": version, "number": f"{older:,}"}


def undone(run: ImportRun) -> str:
    """That a run was taken back: "undone on 3 October 2024 by an editor: reason"."""
    if run.undone is None:
        return ""
    who = run.undone_by.get_full_name() or EDITOR if run.undone_by else MAINTAINERS
    facts = {"day": day_in_words(run.undone), "who": who, "why": run.undone_reason}
    return _("undone on %(day)s by %(who)s: %(why)s") % facts


def in_part(part: Mapping[str, Sequence[int]]) -> str:
    """Of which years a file holds a part only, as far as its own numbers show."""
    most_first = sorted(part.items(), key=lambda item: (-item[1][1], item[0]))
    year = _("%(year)s, %(rows)s of at least %(numbers)s")
    named = "; ".join(
        year % {"year": name, "rows": f"{rows:,}", "numbers": f"{numbers:,}"}
        for name, (rows, numbers) in most_first[:YEARS_NAMED]
    )
    text = ngettext(
        "The file holds only part of the rows of %(number)d year, by the running numbers that the "
        "source gave its rows (relid): %(years)s.",
        "The file holds only part of the rows of %(number)d years, by the running numbers that the "
        "source gave its rows (relid): %(years)s%(more)s.",
        len(part),
    )
    more = _(" and others") if len(part) > YEARS_NAMED else ""
    return text % {"number": len(part), "years": named, "more": more}


def completeness(census: bool | None, part: Mapping[str, Sequence[int]]) -> str:
    """Whether a file is whole: by its own numbers, by who imported it, or not known."""
    if census is None:
        return ""
    if part:
        return _("%(part)s It is a selection, not a census.") % {"part": in_part(part)}
    if census:
        return _("Whoever imported the file said that it is whole.")
    return _(
        "Whether the file holds all of its source’s rows of these days is not known, and nobody "
        "said so: by itself it makes no census. If it is whole, import it again and say so "
        "(--census, or “The file is whole” in the form)."
    )


def outside(theatre: str) -> str:
    """A theatre that is no front, by its code."""
    return _("outside, theatre %(theatre)s") % {"theatre": theatre_name(theatre)}


def theatre_name(code: str) -> str:
    """A country or another theatre, by its code."""
    return str(THEATRES.get(code) or country_name(code))


def records(dataset: Dataset) -> str:
    """What a dataset says that it records: "attacks by factions, clashes; acts of: factions"."""
    acts = ", ".join(str(ACTS[Direction(act)]) for act in dataset.records_acts)
    parties = ", ".join(str(PARTIES[Role(party)]) for party in dataset.records_parties)
    return _("%(acts)s; acts of: %(parties)s") % {
        "acts": acts,
        "parties": parties or _("not stated"),
    }


def coverage(dataset: Dataset) -> str:
    """What its counts are counts of."""
    census = dataset.coverage == Coverage.CENSUS
    return _("a census by its own rule") if census else _("a selection, not a census")


def chosen_how(dataset: Dataset) -> str:
    """What a dataset holds, at more length for our own: "a selection of the best-documented
    events, not a census"."""
    if dataset.slug == CURATED and dataset.coverage == Coverage.SELECTION:
        return _("a selection of the best-documented events, not a census")
    return coverage(dataset)


def what_counts_mean(dataset: Dataset) -> str:
    """What may be read from its counts, in whole sentences."""
    if dataset.coverage == Coverage.CENSUS:
        return _("its counts are of all that its rule takes in, on the days that it covers.")
    return _("its counts are counts of records. No rate, trend or pace may be computed from them.")


def licence(dataset: Dataset) -> str:
    """Its licence, or that none is stated."""
    return dataset.licence.rstrip(".") or _("licence not stated")


def counts_of_what(dataset: Dataset) -> str:
    """What may be read from its counts."""
    if dataset.coverage == Coverage.CENSUS:
        return coverage(dataset)
    return _("%(coverage)s; numbers of records, no rates") % {"coverage": coverage(dataset)}


def assessed_by(dataset: Dataset) -> str:
    """Whose figures an event shows where no single report gives them."""
    if dataset.slug == CURATED:
        return _("Those shown are the editors’")
    return _("Those shown are those of %(dataset)s") % {"dataset": isolated(dataset.name)}


def coverages(datasets: Sequence[Dataset]) -> list[str]:
    """The coverage of each, under its name where there are several."""
    if len(datasets) == 1:
        return [coverage(datasets[0])]
    return [f"{isolated(dataset.name)}: {coverage(dataset)}" for dataset in datasets]


def terms(datasets: Sequence[Dataset]) -> str:
    """Coverage and licence for a citation, as "a selection, not a census. CC BY 4.0."; of several
    datasets each under its name."""
    if len(datasets) == 1:
        licence = isolated(datasets[0].licence.rstrip(".")) or _("Licence not stated")
        return f"{coverage(datasets[0])}. {licence}."
    unstated = _("licence not stated")
    named = (
        f"{isolated(one.name)}: {coverage(one)}, {isolated(one.licence.rstrip('.')) or unstated}"
        for one in datasets
    )
    return f"{'; '.join(named)}."


def citation(title: str, day: date, counted: str, datasets: Sequence[Dataset]) -> str:
    """How a page is cited, before its address; `counted` as "12 events"."""
    facts = {"title": isolated(title), "day": day_in_words(day), "counted": counted}
    cited = _("Proxies, “%(title)s”, as known on %(day)s (%(counted)s);") % facts
    return f"{cited} {terms(datasets)}"


def events_of(number: int, datasets: Sequence[Dataset]) -> str:
    """Such as "12 events of the curated record, a selection and not a census"."""
    sources = []
    for dataset in datasets:
        text = _("%(name)s, a selection and not a census")
        if dataset.coverage == Coverage.CENSUS:
            text = _("%(name)s, a census by its own rule")
        name = _("the curated record") if dataset.slug == CURATED else isolated(dataset.name)
        sources.append(text % {"name": name})
    counted = {"number": number, "sources": _("; and of ").join(sources)}
    form = ngettext("%(number)d event of %(sources)s", "%(number)d events of %(sources)s", number)
    return form % counted
