"""Pledges, whom they bind, and what is judged under them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proxies.wording.glossary.term import Chapter, Term

PLEDGES = Chapter(
    "pledges",
    _("Pledges"),
    (
        Term(
            "pledge",
            _("Pledge"),
            _(
                "A dated statement about future fire: less of it, as a ceasefire, or more, as a "
                "vow or threat."
            ),
            see=("pledge-ceasefire", "pledge-vow-to-continue", "standing"),
        ),
        Term(
            "pledge-ceasefire",
            _("Ceasefire"),
            _("An agreement that binds two sides to stop firing at each other."),
            "incidents",
            see=("pledge-unilateral-halt",),
        ),
        Term(
            "pledge-unilateral-halt",
            _("Halt"),
            _("One side says that it stops its attacks; the other side has promised nothing."),
            "halts",
            see=("pledge-ceasefire", "pledge-pause"),
        ),
        Term(
            "pledge-pause",
            _("Pause"),
            _("One side stops for a time, or for as long as a condition lasts."),
            "running",
            see=("pledge-unilateral-halt",),
        ),
        Term(
            "pledge-extension",
            _("Extension"),
            _("A pledge that an earlier one goes on; it is judged under that one."),
            "running",
        ),
        Term(
            "pledge-vow-to-continue",
            _("Vow to continue"),
            _("A faction says in public that it will go on attacking. It promises no restraint."),
            "tags",
            see=("pledge-conditional-threat", "tag-vows-to-continue"),
        ),
        Term(
            "pledge-resumption",
            _("Resumption"),
            _("A party says that it attacks again. That ends its own earlier pledge."),
            "running",
            see=("pledge-vow-to-continue",),
        ),
        Term(
            "pledge-conditional-threat",
            _("Threat"),
            _("A party says that it will attack if something happens, or fails to."),
            see=("pledge-vow-to-continue",),
        ),
        Term(
            "pledge-truce-offer",
            _("Truce offer"),
            _("A party offers to stop if the other one does; nobody is bound yet."),
            see=("pledge-ceasefire",),
        ),
        Term(
            "pledge-non-intervention",
            _("Non-intervention"),
            _("A party says that it will stay out of a war that others fight."),
            "incidents",
        ),
        Term(
            "standing",
            _("Standing"),
            _("How well it is supported, on the day looked at, that the pledge was made."),
            "standing",
            see=("standing-in-effect", "standing-reported", "run"),
        ),
        Term(
            "standing-in-effect",
            _("In effect"),
            _(
                "The bound party says so in its own name, or two origins do, one of them rated A "
                "or B. Whether it still runs is asked apart: one that is over was in effect."
            ),
            "standing",
            see=("run", "standing-reported"),
        ),
        Term(
            "standing-reported",
            _("Reported"),
            _("It is said by others only, and by too few to hold it for made."),
            "standing",
            see=("standing-in-effect",),
        ),
        Term(
            "standing-denied",
            _("Denied"),
            _("All that is known of it is that somebody denies it."),
            "standing",
            see=("attribution-denied", "tag-denied"),
        ),
        Term(
            "run",
            _("Runs"),
            _(
                "A pledge runs from its start until it ends, its term is over, its maker resumes, "
                "or what it depends on stops."
            ),
            "running",
            see=("standing", "condition-at-stake"),
        ),
        Term(
            "condition-at-stake",
            _("Condition at stake"),
            _("The pledge depends on another one that is strained, broken or has stopped."),
            "links",
            see=("run",),
        ),
    ),
)

BINDINGS = Chapter(
    "bindings",
    _("Whom a pledge binds"),
    (
        Term(
            "bound",
            _("Bound"),
            _("Those who made the pledge, and those it names or whose umbrella made it."),
            "incidents",
            see=("binding-announced", "not-bound"),
        ),
        Term(
            "not-bound",
            _("Not bound"),
            _("The silent, those who deny the pledge and those who oppose it, or whom it omits."),
            "incidents",
            see=("bound", "tag-few-bound"),
        ),
        Term(
            "binding-announced",
            _("Announced"),
            _("The faction is bound since it, or the pledge itself, said so."),
            "incidents",
        ),
        Term(
            "binding-umbrella",
            _("Bound by its umbrella"),
            _("The faction is bound since an umbrella that it belongs to made the pledge."),
            "incidents",
            see=("faction-umbrella",),
        ),
        Term(
            "binding-silent",
            _("Silent"),
            _("The faction said nothing of the pledge, and is not bound by it."),
            "incidents",
        ),
        Term(
            "binding-denied",
            _("Denies it"),
            _("The faction says that there is no such pledge, and is not bound by it."),
            "incidents",
            see=("standing-denied",),
        ),
        Term(
            "binding-opposed",
            _("Opposed"),
            _("The faction spoke against the pledge, and is not bound by it."),
            "incidents",
        ),
    ),
)

INCIDENTS = Chapter(
    "incidents",
    _("Incidents under a pledge"),
    (
        Term(
            "incident",
            _("Incident"),
            _(
                "An event after a pledge began by a side that it binds, against the other side. "
                "One that counts against the pledge is a breach."
            ),
            "incidents",
            see=("verdict-confirmed", "verdict-alleged", "verdict-contested"),
        ),
        Term(
            "verdict-confirmed",
            _("Confirmed breach"),
            _(
                "A bound attacker claimed the event itself, or the event is graded confirmed or "
                "corroborated."
            ),
            "incidents",
            see=("grade-confirmed", "label-halt-broken"),
        ),
        Term(
            "verdict-alleged",
            _("Alleged breach"),
            _("Others say that a bound attacker did it, and the event is not well supported yet."),
            "incidents",
            see=("grade-single-origin",),
        ),
        Term(
            "verdict-contested",
            _("Contested breach"),
            _(
                "Only an ally named the attacker, the attacker denies it, or the event began "
                "before the pledge."
            ),
            "incidents",
            see=("attribution-partner-claimed", "grade-contested"),
        ),
        Term(
            "verdict-out-of-scope",
            _("Out of scope"),
            _("The pledge covers other weapons or targets: the event says nothing of it."),
            "incidents",
        ),
    ),
)
