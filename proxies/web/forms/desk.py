"""The forms of the desk, filled in from suggestions; what has to be said in own words is empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from proxies.models import Front
from proxies.models.base import choices
from proxies.queries.called import Candidate, record_at
from proxies.vocab import (
    AttributionKind,
    Direction,
    Disclosure,
    Outcome,
    PledgeKind,
    Role,
    Stance,
    StatementKind,
    TargetType,
    Weapon,
)
from proxies.vocab.desk import SuggestionKind
from proxies.vocab.intake import DecisionKind
from proxies.web.forms.desk_base import (
    DIRECTIONS,
    FIGURES,
    NO_RECORD,
    ONLY_EVENTS,
    OTHER,
    STATEMENTS,
    DeskForm,
)
from proxies.web.forms.desk_fields import (
    blank,
    day_field,
    figure_field,
    summary_field,
    words_field,
)
from proxies.web.forms.named import NamesField, actor_field, makers_field, place_field
from proxies.wording.phrases import short_day


class CiteForm(DeskForm):
    """The reports of some items, for a record that is there."""

    kind = DecisionKind.CITE
    lines = (
        ("candidate",),
        ("record",),
        ("stance",),
        ("origin",),
        ("each",),
        ("credibility",),
        ("on_record",),
        ("outlet",),
        ("killed_low", "killed_best"),
        ("wounded_low", "wounded_best"),
        ("outcome",),
        ("note",),
    )
    candidate = forms.ChoiceField(
        label=_("Record"), required=False, widget=forms.RadioSelect, choices=[OTHER]
    )
    record = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "/events/…"}),
    )
    stance = forms.ChoiceField(
        label=_("The report"), choices=choices(Stance), initial=Stance.ASSERTS.value
    )
    killed_low = figure_field(_("at least"))
    killed_best = figure_field(_("best"))
    wounded_low = figure_field(_("at least"))
    wounded_best = figure_field(_("best"))
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=blank(Outcome))
    note = words_field(_("Note"), 500)
    chosen_record: Candidate | None = None

    def fill(self) -> None:
        super().fill()
        field: Any = self.fields["candidate"]
        offered = [(one.reference, candidate_label(one)) for one, _ in self.lookup.candidates]
        field.choices = [*offered, OTHER]
        if self.lookup.candidates:
            one, why = self.lookup.candidates[0]
            self.suggest("candidate", one.reference, why)
        else:
            del self.fields["candidate"]
        if not self.lookup.candidates or self.lookup.candidates[0][0].kind == "event":
            self.suggest_figure("killed", SuggestionKind.KILLED)
            self.suggest_figure("wounded", SuggestionKind.INJURED)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        text = data.get("record") or data.get("candidate") or ""
        self.chosen_record = record_at(text) if text else None
        if self.chosen_record is None:
            self.add_error("record", NO_RECORD)
        elif self.chosen_record.kind != "event":
            for name in (*FIGURES, "outcome"):
                if data.get(name) not in (None, ""):
                    self.add_error(name, ONLY_EVENTS)
        return data

    def said(self) -> dict[str, Any]:
        said = {**super().said(), "note": self.cleaned_data["note"]}
        if self.chosen_record is not None and self.chosen_record.kind == "event":
            said |= {name: self.cleaned_data[name] for name in (*FIGURES, "outcome")}
        return said


def candidate_label(one: Candidate) -> str:
    """A record that is offered: its day and its title."""
    return f"{short_day(one.day)} · {one.row.title}" if one.day else str(one.row.title)


class EventForm(DeskForm):
    """A new event."""

    kind = DecisionKind.NEW_EVENT
    lines = (
        ("direction",),
        ("attackers", "how_named"),
        ("targets",),
        ("front",),
        ("first_day", "last_day"),
        ("place",),
        ("weapon",),
        ("target_type",),
        ("outcome",),
        ("munitions_low", "munitions_best"),
        ("killed_low", "killed_best"),
        ("wounded_low", "wounded_best"),
        ("outlet",),
        ("origin",),
        ("each",),
        ("credibility",),
        ("on_record",),
        ("summary",),
    )
    labels: ClassVar[Mapping[str, Any]] = {
        **DeskForm.labels,
        "munitions_low": _("Munitions"),
        "attackers": _("Named for it"),
        "first_day": _("Days"),
    }
    direction = forms.ChoiceField(label=_("Kind of act"), choices=blank(Direction))
    attackers = NamesField(label=_("who"), required=False)
    how_named = forms.ChoiceField(label=_("how"), required=False, choices=blank(AttributionKind))
    targets = NamesField(label=_("Targets"), required=False)
    front = forms.ModelChoiceField(label=_("Front"), queryset=Front.objects.all(), empty_label="—")
    first_day = day_field(_("first"), required=True)
    last_day = day_field(_("last, if later"))
    place = place_field(_("Place"), required=False)
    weapon = forms.ChoiceField(label=_("Weapon"), choices=blank(Weapon))
    target_type = forms.ChoiceField(label=_("Kind of target"), choices=blank(TargetType))
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=choices(Outcome), initial=Outcome.UNKNOWN.value
    )
    munitions_low = figure_field(_("at least"))
    munitions_best = figure_field(_("best"))
    killed_low = figure_field(_("at least"))
    killed_best = figure_field(_("best"))
    wounded_low = figure_field(_("at least"))
    wounded_best = figure_field(_("best"))
    summary = summary_field()
    own = (
        *("direction", "targets", "front", "first_day", "last_day", "place", "weapon"),
        *("target_type", "outcome", "munitions_low", "munitions_best", *FIGURES, "summary"),
    )

    def fill(self) -> None:
        super().fill()
        self.suggest_code("direction", SuggestionKind.ACT, DIRECTIONS)
        struck = self.given.get("direction") == Direction.STATE_STRIKE
        factions, others = (Role.FACTION,), (Role.OPPONENT, Role.PATRON)
        self.suggest_actors("attackers", *(others if struck else factions))
        self.suggest_actors("targets", *(factions if struck else (Role.OPPONENT,)))
        self.suggest_front("front", several=False)
        self.suggest_day("first_day")
        self.suggest_code("weapon", SuggestionKind.WEAPON, None)
        best = self.best(SuggestionKind.PLACE)
        if best is not None:
            self.suggest("place", self.lookup.places.get(best.value), best)
        self.suggest_figure("munitions", SuggestionKind.FIRED)
        self.suggest_figure("killed", SuggestionKind.KILLED)
        self.suggest_figure("wounded", SuggestionKind.INJURED)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("attackers") and not data.get("how_named"):
            self.add_error("how_named", _("Say in which way they are named for it."))
        return data

    def said(self) -> dict[str, Any]:
        said = super().said() | {name: self.cleaned_data[name] for name in FIGURES}
        return {**said, "outcome": self.cleaned_data["outcome"]}

    def named(self) -> list[dict[str, Any]]:
        how = self.cleaned_data["how_named"]
        return [{"actor": actor, "kind": how} for actor in self.cleaned_data["attackers"]]


class PledgeForm(DeskForm):
    """A new pledge."""

    kind = DecisionKind.NEW_PLEDGE
    lines = (
        ("kind_of",),
        ("by",),
        ("toward",),
        ("fronts",),
        ("declared", "effective"),
        ("disclosure",),
        ("announced_via",),
        ("on_record",),
        ("outlet",),
        ("origin",),
        ("each",),
        ("credibility",),
        ("summary",),
    )
    labels: ClassVar[Mapping[str, Any]] = {"declared": _("Days")}
    kind_of = forms.ChoiceField(label=_("Kind"), choices=blank(PledgeKind))
    by = makers_field(_("By"))
    toward = NamesField(label=_("Toward"))
    fronts = forms.ModelMultipleChoiceField(
        label=_("Fronts"),
        queryset=Front.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    declared = day_field(_("declared"))
    effective = day_field(_("in effect from"))
    disclosure = forms.ChoiceField(label=_("Speaker"), required=False, choices=blank(Disclosure))
    announced_via = words_field(_("Announced via"))
    summary = summary_field()
    own = (
        *("by", "toward", "fronts", "declared", "effective", "disclosure", "announced_via"),
        "summary",
    )

    def fill(self) -> None:
        super().fill()
        self.suggest_actors("by", Role.FACTION)
        self.suggest_actors("toward", Role.OPPONENT)
        self.suggest_front("fronts", several=True)
        self.suggest_day("declared")


class StatementForm(DeskForm):
    """A new statement; a count, which needs its figure and days, is entered in the admin."""

    kind = DecisionKind.NEW_STATEMENT
    lines = (
        ("kind_of",),
        ("by",),
        ("speaker",),
        ("disclosure",),
        ("date",),
        ("fronts",),
        ("on_record",),
        ("outlet",),
        ("origin",),
        ("each",),
        ("credibility",),
        ("summary",),
    )
    kind_of = forms.ChoiceField(
        label=_("Kind"),
        choices=blank([one for one in StatementKind if one != StatementKind.COUNT]),
        help_text=_("A count, which needs its figure and days, is entered in the admin."),
    )
    by = actor_field(_("By"), required=False)
    speaker = words_field(_("Office that spoke"))
    disclosure = forms.ChoiceField(label=_("Speaker"), required=False, choices=blank(Disclosure))
    date = day_field(_("Day"), required=True)
    fronts = forms.ModelMultipleChoiceField(
        label=_("Fronts"),
        queryset=Front.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    summary = summary_field()
    own = ("by", "speaker", "disclosure", "date", "fronts", "summary")

    def fill(self) -> None:
        super().fill()
        self.suggest_code("kind_of", SuggestionKind.ACT, STATEMENTS)
        said = self.all_of(SuggestionKind.ACTOR)
        best = next((one for one in said if one.value in self.lookup.names), None)
        if best is not None:
            self.suggest("by", self.lookup.names[best.value], best)
        self.suggest_front("fronts", several=True)
        self.suggest_day("date")


WAITS = {
    "hour": _("In an hour"),
    "tomorrow": _("Tomorrow at 06:00 UTC"),
    "days": _("In three days"),
    "week": _("In a week"),
}


class LaterForm(DeskForm):
    """When a cluster comes back."""

    kind = DecisionKind.LATER
    lines = (("wait",),)
    items = outlet = origin = each = credibility = on_record = None  # type: ignore[assignment]
    wait = forms.ChoiceField(label=_("It comes back"), choices=[*WAITS.items()], initial="tomorrow")

    def fill(self) -> None:
        """Nothing is suggested."""

    def until(self) -> datetime:
        now, wait = datetime.now(UTC), self.cleaned_data["wait"]
        if wait == "tomorrow":
            return datetime.combine(now.date() + timedelta(1), time(6), UTC)
        return now + {"hour": timedelta(hours=1), "days": timedelta(3)}.get(wait, timedelta(7))


FORMS: dict[DecisionKind, type[DeskForm]] = {
    form.kind: form for form in (CiteForm, EventForm, PledgeForm, StatementForm, LaterForm)
}
