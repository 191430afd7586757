"""Pledges, whom they bind, and what is judged under them."""

from django.utils.translation import gettext_lazy as _

from proxies.vocab import BindingKind, IncidentVerdict, PledgeKind, Standing
from proxies.wording.glossary.term import Chapter, Meaning, Term, terms_of

PLEDGE_KINDS = {
    PledgeKind.CEASEFIRE: Meaning(
        _("An agreement that binds two sides to stop firing at each other."),
        ("pledge-unilateral-halt",),
        rule="incidents",
    ),
    PledgeKind.UNILATERAL_HALT: Meaning(
        _("One side says that it stops its attacks; the other side has promised nothing."),
        ("pledge-ceasefire", "pledge-pause"),
        rule="halts",
        name=_("Halt"),
    ),
    PledgeKind.PAUSE: Meaning(
        _("One side stops for a time, or for as long as a condition lasts."),
        ("pledge-unilateral-halt",),
        rule="running",
    ),
    PledgeKind.EXTENSION: Meaning(
        _("A pledge that an earlier one goes on; it is judged under that one."), rule="running"
    ),
    PledgeKind.VOW_TO_CONTINUE: Meaning(
        _("A faction says in public that it will go on attacking. It promises no restraint."),
        ("pledge-conditional-threat", "tag-vows-to-continue"),
        rule="tags",
    ),
    PledgeKind.RESUMPTION: Meaning(
        _("A party says that it attacks again. That ends its own earlier pledge."),
        ("pledge-vow-to-continue",),
        rule="running",
    ),
    PledgeKind.CONDITIONAL_THREAT: Meaning(
        _("A party says that it will attack if something happens, or fails to."),
        ("pledge-vow-to-continue",),
        name=_("Threat"),
    ),
    PledgeKind.TRUCE_OFFER: Meaning(
        _("A party offers to stop if the other one does; nobody is bound yet."),
        ("pledge-ceasefire",),
    ),
    PledgeKind.NON_INTERVENTION: Meaning(
        _("A party says that it will stay out of a war that others fight."), rule="incidents"
    ),
}


STANDINGS = {
    Standing.IN_EFFECT: Meaning(
        _(
            "The bound party says so in its own name, or two origins do, one of them rated A "
            "or B. Whether it still runs is asked apart: one that is over was in effect."
        ),
        ("run", "standing-reported"),
    ),
    Standing.REPORTED: Meaning(
        _("It is said by others only, and by too few to hold it for made."), ("standing-in-effect",)
    ),
    Standing.DENIED: Meaning(
        _("All that is known of it is that somebody denies it."),
        ("attribution-denied", "tag-denied"),
    ),
}


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
        *terms_of("pledge", PLEDGE_KINDS),
        Term(
            "standing",
            _("Standing"),
            _("How well it is supported, on the day looked at, that the pledge was made."),
            "standing",
            see=("standing-in-effect", "standing-reported", "run"),
        ),
        *terms_of("standing", STANDINGS, "standing"),
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


BINDING_KINDS = {
    BindingKind.ANNOUNCED: Meaning(
        _("The faction is bound since it, or the pledge itself, said so.")
    ),
    BindingKind.UMBRELLA: Meaning(
        _("The faction is bound since an umbrella that it belongs to made the pledge."),
        ("faction-umbrella",),
        name=_("Bound by its umbrella"),
    ),
    BindingKind.SILENT: Meaning(
        _("The faction said nothing of the pledge, and is not bound by it.")
    ),
    BindingKind.DENIED: Meaning(
        _("The faction says that there is no such pledge, and is not bound by it."),
        ("standing-denied",),
        name=_("Denies it"),
    ),
    BindingKind.OPPOSED: Meaning(
        _("The faction spoke against the pledge, and is not bound by it.")
    ),
}


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
        *terms_of("binding", BINDING_KINDS, "incidents"),
    ),
)


VERDICTS = {
    IncidentVerdict.CONFIRMED: Meaning(
        _(
            "A bound attacker claimed the event itself, or the event is graded confirmed or "
            "corroborated."
        ),
        ("grade-confirmed", "label-halt-broken"),
        name=_("Confirmed breach"),
    ),
    IncidentVerdict.ALLEGED: Meaning(
        _("Others say that a bound attacker did it, and the event is not well supported yet."),
        ("grade-single-origin",),
        name=_("Alleged breach"),
    ),
    IncidentVerdict.CONTESTED: Meaning(
        _(
            "Only an ally named the attacker, the attacker denies it, or the event began "
            "before the pledge."
        ),
        ("attribution-partner-claimed", "grade-contested"),
        name=_("Contested breach"),
    ),
    IncidentVerdict.OUT_OF_SCOPE: Meaning(
        _("The pledge covers other weapons or targets: the event says nothing of it.")
    ),
}


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
        *terms_of("verdict", VERDICTS, "incidents"),
    ),
)
