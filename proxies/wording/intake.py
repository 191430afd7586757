"""What happened when something was fetched or read, in words for editors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from proxies.wording.phrases import short_day

FAULTS = {
    "scheme": gettext_lazy(
        "“%(address)s” is no web address: it must begin with http:// or https://."
    ),
    "user": gettext_lazy(
        "The address holds a user name or a password before %(address)s: take it out."
    ),
    "host": gettext_lazy("“%(address)s” cannot be read as a web address."),
    "too-long": gettext_lazy("The address has more than %(signs)s signs, and is not asked for."),
    "number": gettext_lazy(
        "%(host)s is a number in a form that hides which machine it means; it is not asked."
    ),
    "port": gettext_lazy(
        "Port %(port)s is not asked; the operator can allow it (INTAKE_ALLOWED_HOSTS)."
    ),
    "private": gettext_lazy(
        "%(host)s leads to a private or local address and was not asked; the operator can allow a "
        "host (INTAKE_ALLOWED_HOSTS)."
    ),
    "unknown": gettext_lazy("No server is known under the name %(host)s."),
    "connect": gettext_lazy("%(host)s does not answer."),
    "certificate": gettext_lazy("The certificate of %(host)s is not valid."),
    "broken": gettext_lazy("%(host)s ended its answer before it was whole."),
    "slow": gettext_lazy("%(host)s took too long to answer."),
    "busy": gettext_lazy("%(host)s is being read by another process, for too long to wait."),
    "away": gettext_lazy("%(host)s asked to be left alone until %(until)s."),
    "later": gettext_lazy("%(host)s asks to come back later (status %(status)s)."),
    "gone": gettext_lazy("There is nothing at this address any more (status %(status)s)."),
    "denied": gettext_lazy("%(host)s does not let us in (status %(status)s)."),
    "status": gettext_lazy("%(host)s answers with an error (status %(status)s)."),
    "redirects": gettext_lazy("The address leads on more than %(most)s times."),
    "nowhere": gettext_lazy("%(host)s leads on (status %(status)s) and does not say where."),
    "robots": gettext_lazy("The site's robots.txt asks not to read %(address)s."),
    "rules": gettext_lazy(
        "%(host)s does not say what may be read there: its robots.txt answers with an error "
        "(status %(status)s). It is not read for now."
    ),
    "kind": gettext_lazy("This is a file of the kind %(kind)s, which is not read."),
    "packed": gettext_lazy("The answer is packed (%(packing)s) in a way that cannot be read."),
    "too-large": gettext_lazy("The answer is larger than %(megabytes)s MB."),
    "empty": gettext_lazy("The answer is empty."),
    "long": gettext_lazy("The address has more than 600 signs."),
    "reading": gettext_lazy("%(name)s is being read by another process now."),
    "by-hand": gettext_lazy(
        "%(name)s takes addresses that are given by hand; there is nothing to read."
    ),
    "login": gettext_lazy("A page that asks to log in came instead: “%(title)s”."),
    "program": gettext_lazy(
        "The page could not be read by an error of this program (%(kind)s), which is in its log."
    ),
}
"""By code of `FetchError`."""


def fetch_fault(code: str, **values: Any) -> str:
    """Why an address was not read."""
    if "until" in values:
        values["until"] = f"{short_day(values['until'].date())} {values['until']:%H:%M} UTC"
    if "most" in values:
        values["megabytes"] = f"{values['most'] / 1024**2:.3g}"
    return str(FAULTS[code]) % values


TROUBLES = {
    "not-a-feed": gettext_lazy("What came is no feed."),
    "page-instead": gettext_lazy(
        "A page came where a feed was expected%(called)s. The feed may have moved, or asks to log "
        "in: look at its address in a browser."
    ),
    "login": gettext_lazy("A page that asks to log in came instead of the list%(called)s."),
    "entities": gettext_lazy("The feed declares entities of its own, which are not read."),
    "empty": gettext_lazy("The answer is empty."),
    "no-preview": gettext_lazy(
        "There is no public preview of this channel%(called)s: it may be private, renamed or gone."
    ),
    "no-links": gettext_lazy(
        "No links to articles were found%(called)s; look at what the channel says of them."
    ),
    "not-an-email": gettext_lazy("This file is no e-mail."),
    "json": gettext_lazy("What came is no feed of the kind JSON Feed."),
}
"""By code of `UnreadableError`."""


def unreadable(trouble: str, title: str = "") -> str:
    """Why what came could not be read; a page is named as it calls itself."""
    called = _(" (it calls itself “%s”)") % title if title else ""
    return str(TROUBLES[trouble]) % {"called": called}


def unreadable_file(name: str, trouble: str) -> str:
    """The same of a file, which was put aside."""
    return _("%(file)s was put aside: %(why)s") % {"file": name, "why": unreadable(trouble)}


def not_opened(name: str) -> str:
    """A file that the system does not let us read."""
    return _("%s could not be opened; the next visit tries again.") % name


def moved(address: str) -> str:
    """A channel that has another address now."""
    return _("It has moved for good to %s: change the address of the channel.") % address


def posts_missed(first: int, last: int, why: str) -> str:
    """Posts between those that were read before and those that were read now."""
    words = _("Posts from number %(first)s to %(last)s, if there are any, were not read.")
    return " ".join(part for part in (words % {"first": first, "last": last}, why) if part)


def killed() -> str:
    """A visit whose worker was killed."""
    return _(
        "The worker ended in the middle of it, so that nothing was kept; what the channel holds "
        "may be the cause."
    )


def broke_off(kind: str) -> str:
    """An error of this program."""
    return _("Reading broke off by an error of this program (%s), which is in its log.") % kind


def left_out(number: int, most: int) -> str:
    """More new items than are taken at once."""
    words = ngettext(
        "%(number)s older item was left for the next visit: at most %(most)s are taken at once.",
        "%(number)s older items were left for the next visit: at most %(most)s are taken at once.",
        number,
    )
    return words % {"number": f"{number:,}", "most": f"{most:,}"}


NOTES = {
    "wrong-charset": gettext_lazy("It is not in the encoding that it names; it was read as UTF-8."),
    "no-charset": gettext_lazy(
        "It names no encoding and is not UTF-8; it was read in the one that sites of its language "
        "were written in."
    ),
    "signs-lost": gettext_lazy(
        "Some bytes are no signs in its encoding; � stands in their places."
    ),
    "no-sign": ngettext_lazy(
        "%(number)s reference names no sign; � stands in its place.",
        "%(number)s references name no signs; � stands in their places.",
        "n",
    ),
    "control-signs": gettext_lazy("It held control signs, which were taken out."),
    "not-well-formed": gettext_lazy("It is not well formed; it was read as far as it goes."),
    "cut": gettext_lazy("It is larger than the limit; only its beginning was read."),
    "title-cut": ngettext_lazy(
        "%(number)s title was longer than 300 signs, and cut.",
        "%(number)s titles were longer than 300 signs, and cut.",
        "n",
    ),
    "no-address": ngettext_lazy(
        "%(number)s entry has no address and was left out.",
        "%(number)s entries have no address and were left out.",
        "n",
    ),
    "not-web": ngettext_lazy(
        "%(number)s entry has an address that is none of the web and was left out.",
        "%(number)s entries have addresses that are none of the web and were left out.",
        "n",
    ),
    "long-address": ngettext_lazy(
        "%(number)s entry has an address of more than 600 signs and was left out.",
        "%(number)s entries have addresses of more than 600 signs and were left out.",
        "n",
    ),
    "same-address": ngettext_lazy(
        "%(number)s entry has the same address as another one, which cannot be told from it, and "
        "was left out.",
        "%(number)s entries have the same address as another one, which cannot be told from them, "
        "and were left out.",
        "n",
    ),
    "no-news": ngettext_lazy(
        "%(number)s link to settings, to the message itself or to a picture was left out.",
        "%(number)s links to settings, to the message itself or to pictures were left out.",
        "n",
    ),
    "ahead": ngettext_lazy(
        "%(number)s day that has not come yet was not taken.",
        "%(number)s days that have not come yet were not taken.",
        "n",
    ),
    "too-early": ngettext_lazy(
        "%(number)s day before 1990 was not taken.",
        "%(number)s days before 1990 were not taken.",
        "n",
    ),
}
"""What was odd, by code."""


def noted(notes: Mapping[str, int]) -> Iterator[str]:
    """A line for each kind of oddity, in a fixed order."""
    for code, number in sorted(notes.items()):
        yield str(NOTES[code] % {"number": f"{number:,}", "n": number})


MISSED = {
    "most": gettext_lazy("no more are fetched per visit; the next visits fetch the rest"),
    "closed": gettext_lazy("the host did not answer before, or wants to be left alone"),
    "away": gettext_lazy("the host wants to be left alone"),
    "later": gettext_lazy("the host asks to come back later"),
    "busy": gettext_lazy("the host is being read by another process"),
    "robots": gettext_lazy("robots.txt asks not to"),
    "rules": gettext_lazy("the site's robots.txt cannot be had now"),
    "denied": gettext_lazy("the site does not let us in"),
    "gone": gettext_lazy("nothing is there any more"),
    "login": gettext_lazy("the site asks to log in"),
    "kind": gettext_lazy("it is no page"),
    "too-large": gettext_lazy("the page is too large"),
    "private": gettext_lazy("the address is private"),
    "unknown": gettext_lazy("no server is known under the name"),
    "connect": gettext_lazy("the host does not answer"),
    "certificate": gettext_lazy("the host's certificate is not valid"),
    "slow": gettext_lazy("the host took too long"),
    "broken": gettext_lazy("the answer was not whole"),
    "status": gettext_lazy("the site answers with an error"),
    "program": gettext_lazy("an error of this program, which is in its log"),
}
"""Why articles were not fetched, by code of `FetchError`."""


def missed(codes: Mapping[str, int]) -> Iterator[str]:
    """Articles that were not fetched, and why."""
    for code, number in sorted(codes.items()):
        words = ngettext(
            "%(number)s article was not fetched (%(why)s); its item holds what the channel gives.",
            "%(number)s articles were not fetched (%(why)s); their items hold what the channel "
            "gives.",
            number,
        )
        why = MISSED.get(code, gettext_lazy("the address could not be read"))
        yield words % {"number": f"{number:,}", "why": why}


ENDS = {
    "read": gettext_lazy("Read"),
    "unchanged": gettext_lazy("Nothing has changed there since the last visit"),
    "partly": gettext_lazy("Read in part"),
    "refused": gettext_lazy("Not read: refused"),
    "unreachable": gettext_lazy("Not read: it could not be reached"),
    "unreadable": gettext_lazy("Not read: what came could not be read"),
}


def visited(end: str, found: int, new: int, changed: int) -> str:
    """What came of a visit, in one sentence."""
    if not found and not changed:
        return _("%s.") % ENDS[end]
    held = ngettext("%(n)s item", "%(n)s items", found) % {"n": f"{found:,}"}
    words = _("%(end)s: %(held)s, of which %(new)s new; %(changed)s changed.")
    return words % {"end": ENDS[end], "held": held, "new": f"{new:,}", "changed": f"{changed:,}"}


LEAD_FAULTS = {
    "no-list": "holds no list of leads; begin it with “leads:” and an entry begun with “- url: …”",
    "long": "has more than 600 signs; shorten it",
    "ahead": "has not come yet; correct the day, or leave it out",
}
"""What is wrong with a file of leads, for those who wrote it."""


def lead_note(seems: str, front: str, about: str, says: str) -> str:
    """What was noted of a lead, in one line."""
    kind = ", ".join(each for each in (seems, front, about) if each)
    said = " ".join(says.split())
    return f"{kind}: {said}" if kind and said else kind or said
