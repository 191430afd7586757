"""What the state of a front is called, what stands beside it, and how sure it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proxies.wording.glossary.term import Chapter, Term

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
        Term(
            "label-closed",
            _("Closed"),
            _("The front is over for another reason than a pledge, such as its host’s collapse."),
            "front-status",
        ),
        Term(
            "label-halt-reported",
            _("Halt reported"),
            _(
                "A halt runs that is only reported: neither its makers nor two origins, one of "
                "them rated A or B, bear it out."
            ),
            "front-status",
            see=("standing-reported",),
        ),
        Term(
            "label-halt-untested",
            _("Halt untested"),
            _("A halt runs without an incident, and the record covers 14 of its days or fewer."),
            "halts",
            see=("label-halt-holding",),
        ),
        Term(
            "label-halt-holding",
            _("Halt holding"),
            _(
                "A halt runs with no incident known in 28 days, and more than 14 of its days are "
                "covered. It says nothing of those whom the halt does not bind."
            ),
            "halts",
            see=("tag-few-bound", "label-halt-untested"),
        ),
        Term(
            "label-halt-strained",
            _("Halt strained"),
            _("A halt runs and an incident of the last 28 days touches it, proven or not."),
            "halts",
            see=("incident",),
        ),
        Term(
            "label-halt-one-sided",
            _("Halt broken by one side"),
            _("A ceasefire runs that one side alone broke in the last 28 days, the other not."),
            "halts",
            see=("pledge-ceasefire", "label-halt-broken"),
        ),
        Term(
            "label-halt-broken",
            _("Halt broken"),
            _(
                "Two confirmed breaches by one actor, at most 14 days apart; of a ceasefire, two "
                "by each side."
            ),
            "halts",
            see=("verdict-confirmed",),
        ),
        Term(
            "label-rising",
            _("Rising"),
            _("A census shows attacks more often in 28 days than in the 84 before, beyond chance."),
            "tempo",
            see=("tempo",),
        ),
        Term(
            "label-falling",
            _("Falling"),
            _("A census shows attacks less often in 28 days than in the 84 before, beyond chance."),
            "tempo",
            see=("tempo",),
        ),
        Term(
            "label-steady",
            _("Steady"),
            _("A census shows no difference in pace that chance could not explain."),
            "tempo",
            see=("tempo",),
        ),
        Term(
            "label-quiet",
            _("Quiet"),
            _("A census that looks at this front holds no attack of the last 28 days."),
            "tempo",
            see=("label-none-recorded", "label-no-data"),
        ),
        Term(
            "label-active",
            _("Active"),
            _("The record holds attacks of the last 28 days; their pace cannot be measured."),
            "front-status",
            see=("tempo",),
        ),
        Term(
            "label-none-recorded",
            _("None recorded"),
            _(
                "No halt runs and no attack of 28 days is recorded. A selection does not show "
                "that there was none."
            ),
            "front-status",
            see=("label-quiet", "selection"),
        ),
        Term(
            "label-no-data",
            _("No data"),
            _("Too few of the days are covered to say anything. That is unknown, not quiet."),
            "front-status",
            see=("coverage",),
        ),
    ),
)

BESIDE = Chapter(
    "beside",
    _("Beside the label"),
    (
        Term(
            "tag-denied",
            _("Denied (beside a label)"),
            _("A halt on this front is known only by denials."),
            "tags",
            see=("standing-denied",),
        ),
        Term(
            "tag-vows-to-continue",
            _("Vows to continue"),
            _("A faction vowed to go on in the last 90 days and has not halted since."),
            "tags",
            see=("pledge-vow-to-continue",),
        ),
        Term(
            "tag-few-bound",
            _("Few bound"),
            _(
                "Of the attacks of the year before the halt that name an attacker, fewer than "
                "half name one whom it binds."
            ),
            "tags",
            see=("bound", "not-bound"),
        ),
        Term(
            "tag-under-strikes",
            _("Under strikes"),
            _("A state struck on this front in the last 28 days."),
            "tags",
            see=("act-state-strike",),
        ),
        Term(
            "tag-partial",
            _("Partial"),
            _("In the last year a bound party attacked somebody whom the halt does not spare."),
            "tags",
            see=("bound",),
        ),
        Term(
            "confidence",
            _("Confidence"),
            _("How sure the rule is of its own label; an editor’s assessment has its own."),
            "confidence",
            see=("confidence-high", "confidence-moderate", "confidence-low"),
        ),
        Term(
            "confidence-high",
            _("High confidence"),
            _("The label rests on facts that are in the record; a missing one would not undo it."),
            "confidence",
        ),
        Term(
            "confidence-moderate",
            _("Moderate confidence"),
            _(
                "It rests on an absence that a missed attack would undo, on a single fact, or on "
                "a difference that was not found."
            ),
            "confidence",
        ),
        Term(
            "confidence-low",
            _("Low confidence"),
            _("It rests on reports alone, on days thinly searched or past, or sources disagree."),
            "confidence",
        ),
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
        Term(
            "depth-thorough",
            _("Thorough"),
            _(
                "The turning points of these days were found in public pages; not every attack is "
                "held."
            ),
            "facts",
            see=("depth-thin",),
        ),
        Term(
            "depth-thin",
            _("Thin"),
            _("Few pages of these days could be read: more may have happened than is recorded."),
            "facts",
            see=("depth-thorough", "confidence-low"),
        ),
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
