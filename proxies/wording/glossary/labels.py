"""What the state of a front is called, what stands beside it, and how sure it is."""

from django.utils.translation import gettext_lazy as _

from proxies.methods.tags import Tag
from proxies.vocab import Confidence, FrontLabel, SpanDepth
from proxies.wording.glossary.term import Chapter, Meaning, Term, terms_of

FRONT_LABELS = {
    FrontLabel.CLOSED: Meaning(
        _("The front is over for another reason than a pledge, such as its host’s collapse.")
    ),
    FrontLabel.HALT_REPORTED: Meaning(
        _(
            "A halt runs that is only reported: neither its makers nor two origins, one of "
            "them rated A or B, bear it out."
        ),
        ("standing-reported",),
    ),
    FrontLabel.HALT_UNTESTED: Meaning(
        _("A halt runs without an incident, and the record covers 14 of its days or fewer."),
        ("label-halt-holding",),
        rule="halts",
    ),
    FrontLabel.HALT_HOLDING: Meaning(
        _(
            "A halt runs with no incident known in 28 days, and more than 14 of its days are "
            "covered. It says nothing of those whom the halt does not bind."
        ),
        ("tag-few-bound", "label-halt-untested"),
        rule="halts",
    ),
    FrontLabel.HALT_STRAINED: Meaning(
        _("A halt runs and an incident of the last 28 days touches it, proven or not."),
        ("incident",),
        rule="halts",
    ),
    FrontLabel.HALT_ONE_SIDED: Meaning(
        _("A ceasefire runs that one side alone broke in the last 28 days, the other not."),
        ("pledge-ceasefire", "label-halt-broken"),
        rule="halts",
    ),
    FrontLabel.HALT_BROKEN: Meaning(
        _(
            "Two confirmed breaches by one actor, at most 14 days apart; of a ceasefire, two "
            "by each side."
        ),
        ("verdict-confirmed",),
        rule="halts",
    ),
    FrontLabel.RISING: Meaning(
        _("A census shows attacks more often in 28 days than in the 84 before, beyond chance."),
        ("tempo",),
        rule="tempo",
    ),
    FrontLabel.FALLING: Meaning(
        _("A census shows attacks less often in 28 days than in the 84 before, beyond chance."),
        ("tempo",),
        rule="tempo",
    ),
    FrontLabel.STEADY: Meaning(
        _("A census shows no difference in pace that chance could not explain."),
        ("tempo",),
        rule="tempo",
    ),
    FrontLabel.QUIET: Meaning(
        _("A census that looks at this front holds no attack of the last 28 days."),
        ("label-none-recorded", "label-no-data"),
        rule="tempo",
    ),
    FrontLabel.ACTIVE: Meaning(
        _("The record holds attacks of the last 28 days; their pace cannot be measured."),
        ("tempo",),
    ),
    FrontLabel.NONE_RECORDED: Meaning(
        _(
            "No halt runs and no attack of 28 days is recorded. A selection does not show "
            "that there was none."
        ),
        ("label-quiet", "selection"),
    ),
    FrontLabel.NO_DATA: Meaning(
        _("Too few of the days are covered to say anything. That is unknown, not quiet."),
        ("coverage",),
    ),
}


LABELS = Chapter(
    "labels",
    _("Labels of a front"),
    (
        Term(
            "label",
            _("Label"),
            _(
                "What the state of a front is called on a day, by the first of eleven rules that "
                "fits. An editor’s assessment stands beside it, never instead."
            ),
            "front-status",
            see=("confidence", "tempo"),
        ),
        *terms_of("label", FRONT_LABELS, "front-status"),
    ),
)


TAGS = {
    Tag.DENIED: Meaning(
        _("A halt on this front is known only by denials."),
        ("standing-denied",),
        name=_("Denied (beside a label)"),
    ),
    Tag.VOWS_TO_CONTINUE: Meaning(
        _("A faction vowed to go on in the last 90 days and has not halted since."),
        ("pledge-vow-to-continue",),
    ),
    Tag.FEW_BOUND: Meaning(
        _(
            "Of the attacks of the year before the halt that name an attacker, fewer than "
            "half name one whom it binds."
        ),
        ("bound", "not-bound"),
    ),
    Tag.UNDER_STRIKES: Meaning(
        _("A state struck on this front in the last 28 days."), ("act-state-strike",)
    ),
    Tag.PARTIAL: Meaning(
        _("In the last year a bound party attacked somebody whom the halt does not spare."),
        ("bound",),
    ),
}


CONFIDENCES = {
    Confidence.HIGH: Meaning(
        _("The label rests on facts that are in the record; a missing one would not undo it."),
        name=_("High confidence"),
    ),
    Confidence.MODERATE: Meaning(
        _(
            "It rests on an absence that a missed attack would undo, on a single fact, or on "
            "a difference that was not found."
        ),
        name=_("Moderate confidence"),
    ),
    Confidence.LOW: Meaning(
        _("It rests on reports alone, on days thinly searched or past, or sources disagree."),
        name=_("Low confidence"),
    ),
}


BESIDE = Chapter(
    "beside",
    _("Beside the label"),
    (
        *terms_of("tag", TAGS, "tags"),
        Term(
            "confidence",
            _("Confidence"),
            _("How sure the rule is of its own label; an editor’s assessment has its own."),
            "confidence",
            see=("confidence-high", "confidence-moderate", "confidence-low"),
        ),
        *terms_of("confidence", CONFIDENCES, "confidence"),
        Term(
            "tempo",
            _("Tempo"),
            _(
                "How often attacks come: the last 28 days held against the 84 before, by tests, "
                "and only in a census."
            ),
            "tempo",
            see=("census", "label-rising"),
        ),
        Term(
            "assessment",
            _("Editor’s assessment"),
            _("An analyst’s own dated judgement of a front, with a confidence of its own."),
            see=("label", "confidence"),
        ),
    ),
)


DEPTHS = {
    SpanDepth.THOROUGH: Meaning(
        _("The turning points of these days were found in public pages; not every attack is held."),
        ("depth-thin",),
    ),
    SpanDepth.THIN: Meaning(
        _("Few pages of these days could be read: more may have happened than is recorded."),
        ("depth-thorough", "confidence-low"),
    ),
}


DAYS = Chapter(
    "days",
    _("Days and coverage"),
    (
        Term(
            "as-known-on",
            _("As known on"),
            _(
                "The page counts only what reports had made public by that day. What came later "
                "is left out, even where it tells of an earlier day."
            ),
            "facts",
            see=("coverage",),
        ),
        Term(
            "coverage",
            _("Coverage"),
            _(
                "The days for which a front was searched. What lies between them is not covered: "
                "unknown, not quiet."
            ),
            "facts",
            see=("depth-thorough", "depth-thin", "label-no-data"),
        ),
        *terms_of("depth", DEPTHS, "facts"),
        Term(
            "census",
            _("Census"),
            _("A dataset that sets out to hold every event that fits its rule."),
            "tempo",
            see=("selection", "tempo"),
        ),
        Term(
            "selection",
            _("Selection"),
            _("A dataset that holds chosen events. No rate may be computed from it."),
            see=("census", "label-none-recorded"),
        ),
    ),
)
