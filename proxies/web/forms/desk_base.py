"""What all forms of the desk share: what is filled in from suggestions, and what was looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from proxies.actions.deciding import ChosenItem, Entered
from proxies.models import Front, Item, Source
from proxies.queries.inbox import ClusterLookup
from proxies.queries.suggested import Suggested
from proxies.vocab import (
    Direction,
    Role,
    Stance,
    StatementKind,
)
from proxies.vocab.desk import FROM_LEAD, FROM_TREE, SUGGESTED_BY, Act, Fate, SuggestionKind
from proxies.vocab.intake import DecisionKind
from proxies.web.forms.desk_fields import Line, Part
from proxies.web.forms.named import (
    names_in_words,
    source_field,
)
from proxies.wording.evidence import CREDIBLE

NO_SOURCE = _(
    "An item that is ticked is of an outlet that is no source here yet (%(outlet)s). Name its "
    "source under “Outlet”; a new one is added in the admin, under Sources."
)
NO_ITEM = _("Tick at least one item, of which a report is made.")
NO_RECORD = _("Choose a record, or paste the address of its page, such as /events/… or /pledges/….")
ONLY_EVENTS = _("Only an event takes figures and an outcome from a report: clear them.")
OTHER = ("", _("Another record, by the address of its page:"))
CREDIBILITY = [
    ("", "—"),
    *((figure, format_lazy("{} – {}", figure, words)) for figure, words in CREDIBLE.items()),
]
DIRECTIONS = {Act.ATTACK: Direction.FACTION_ATTACK, Act.STRIKE: Direction.STATE_STRIKE}
STATEMENTS = {Act.DENIAL: StatementKind.DENIAL}
GIVEN = "given"
FIGURES = ("killed_low", "killed_best", "wounded_low", "wounded_best")


class DeskForm(forms.Form):
    """What all of them share: the items that become reports, and what each says."""

    kind: ClassVar[DecisionKind]
    lines: ClassVar[tuple[tuple[str, ...], ...]] = ()
    labels: ClassVar[Mapping[str, Any]] = {"killed_low": _("Killed"), "wounded_low": _("Wounded")}
    """Of lines with several fields, by the first of them."""

    items = forms.MultipleChoiceField(required=False)
    outlet = source_field(
        _("Outlet"),
        required=False,
        help_text=_("The source of what is ticked and of no source here yet."),
    )
    origin = source_field(
        _("Origin"), required=False, help_text=_("Whom it goes back to; empty: not established.")
    )
    each = forms.BooleanField(
        label=_("Other origins"),
        required=False,
        help_text=_(
            "What is ticked and leads back elsewhere than the first keeps its own origin, as the "
            "tree shows it."
        ),
    )
    credibility = forms.TypedChoiceField(label=_("Credibility"), choices=CREDIBILITY, coerce=int)
    on_record = forms.BooleanField(
        label=_("On record"),
        required=False,
        help_text=_("The bound party, or its signatory, speaks in its own name."),
    )

    def __init__(self, lookup: ClusterLookup, data: Any = None) -> None:
        self.lookup = lookup
        self.filled: dict[str, Suggested] = {}
        self.given: dict[str, Any] = {}
        self.hints: dict[str, Suggested] = {}
        super().__init__(data, prefix=None)
        items: Any = self.fields.get("items")
        if items is not None:
            items.choices = [(str(item.pk), str(item)) for item in lookup.items]
        if all(item.source_id for item in lookup.items):
            self.fields.pop("outlet", None)
        if len(lookup.origins) < 2:  # noqa: PLR2004
            self.fields.pop("each", None)
        self.fill()
        self.as_shown = self._as_shown()
        self.initial = {**self.initial, **self.given}
        for name in self.filled:
            self.fields[name].widget.attrs["aria-describedby"] = f"why-{name}"

    # what is filled in

    def fill(self) -> None:
        """Fill in what the items suggest."""
        if first := self.lookup.first:
            self.initial["items"] = [str(first.pk)]
        self.suggest_origin()

    def suggest(self, name: str, value: Any, why: Suggested | None) -> None:
        if name in self.fields and why is not None and value not in (None, "", []):
            self.given[name], self.filled[name] = value, why

    def best(self, kind: SuggestionKind) -> Suggested | None:
        found = self.lookup.suggested.get(kind, ())
        return found[0] if found else None

    def all_of(self, kind: SuggestionKind) -> Sequence[Suggested]:
        return self.lookup.suggested.get(kind, ())

    def suggest_origin(self) -> None:
        """The source that most items credit. Whom the first item credits in words alone, which no
        source bears, is said beside it, and no source of another item takes its place. Of several
        origins each keeps its own."""
        tree = Suggested(SuggestionKind.ORIGIN, "", len(self.lookup.origins), FROM_TREE)
        self.suggest("each", True, tree)
        said = self.all_of(SuggestionKind.ORIGIN)
        first = self.lookup.first
        in_words = first is not None and bool(first.credit) and first.credits is None
        known = [one for one in said if one.value in self.lookup.sources and not in_words]
        if known:
            self.suggest("origin", self.lookup.sources[known[0].value], known[0])
            return
        if first is not None and first.credits is not None:
            why = Suggested(SuggestionKind.ORIGIN, first.credits.slug, 1, words=first.credit)
            self.suggest("origin", first.credits.name, why)
        elif said:
            words = (one for one in said if one.value not in self.lookup.sources)
            self.hints["origin"] = next(words, said[0])

    def suggest_actors(self, name: str, *roles: Role) -> None:
        """The actors of some roles, in the order of how many items name them."""
        said = [
            one
            for one in self.all_of(SuggestionKind.ACTOR)
            if self.lookup.roles.get(one.value) in roles
        ]
        if said:
            named = tuple((str(self.lookup.names[one.value]), one) for one in said)
            why = replace(said[0], each=named if len(named) > 1 else ())
            self.suggest(name, names_in_words(called for called, _ in named), why)

    def suggest_code(self, name: str, kind: SuggestionKind, codes: Any) -> None:
        """The first code that the field knows, by `codes` where it has other names for them."""
        known = {str(value) for value, _ in getattr(self.fields[name], "choices", ())}
        for one in self.all_of(kind):
            code = str(codes.get(one.value, "") if codes else one.value)
            if code and code in known:
                self.suggest(name, code, one)
                return

    def suggest_figure(self, stem: str, kind: SuggestionKind) -> None:
        best = self.best(kind)
        if best is not None and best.value.isdecimal():
            self.suggest(f"{stem}_{'low' if best.at_least else 'best'}", int(best.value), best)

    def suggest_front(self, name: str, *, several: bool) -> None:
        keys = {front.slug: str(front.pk) for front in Front.objects.all()}
        said = [one for one in self.all_of(SuggestionKind.FRONT) if one.value in keys]
        noted = self.lookup.cluster.front
        if not said and noted is not None and self.leads:
            said = [Suggested(SuggestionKind.FRONT, noted.slug, len(self.leads), FROM_LEAD)]
        if said:
            values = [keys[one.value] for one in said]
            self.suggest(name, values if several else values[0], said[0])

    def suggest_day(self, name: str) -> None:
        best = self.best(SuggestionKind.DAY)
        noted = [item.about.isoformat() for item in self.leads if item.about]
        if best is None and noted:
            best = Suggested(SuggestionKind.DAY, noted[0], len(noted), FROM_LEAD)
        if best is not None:
            self.suggest(name, best.value, best)

    @property
    def leads(self) -> list[Item]:
        return [item for item in self.lookup.items if item.lead]

    # what was shown and sent

    def _as_shown(self) -> dict[str, list[str]]:
        """What the page filled in that was sent, by its own signed word; what joined the cluster
        since is on no page yet. Else what is filled in now."""
        now = {name: as_sent(self.given[name]) for name in self.filled}
        if not self.is_bound:
            return now
        try:
            return dict(signing.loads(str(self.data.get(GIVEN, "")), salt=self._salt))
        except (signing.BadSignature, TypeError, ValueError):
            return now

    @property
    def _salt(self) -> str:
        return f"{GIVEN} {self.kind} {self.lookup.cluster.pk}"

    @property
    def signed(self) -> str:
        """What the page fills in, for the form to bring back."""
        return signing.dumps(self.as_shown, salt=self._salt, compress=True)

    @property
    def seen(self) -> frozenset[str]:
        sent = self.data.getlist("seen") if hasattr(self.data, "getlist") else ()
        return frozenset(sent) | {name for name in self.as_shown if self._differs(name)}

    @property
    def unseen(self) -> list[str]:
        """Fields that were filled in and are sent as they were, without a look; of a valid form."""
        names = [name for name in self.as_shown if name in self.fields and name not in self.seen]
        alone = len({*self._origins(self.chosen(self.cleaned_data))}) < 2  # noqa: PLR2004
        return [name for name in names if name != "each" or not alone]

    def _sent(self, name: str) -> list[str]:
        if not self.is_bound:
            return self.as_shown[name]
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return sorted(str(value).strip() for value in values if str(value).strip())

    def _differs(self, name: str) -> bool:
        return self._sent(name) != self.as_shown[name]

    def fates(self) -> dict[str, str]:
        """What became of each field that was filled in."""
        fates = {}
        for name in SUGGESTED_BY.get(self.kind, {}):
            if name in self.as_shown:
                fate = Fate.TAKEN if not self._differs(name) else Fate.CHANGED
                fates[name] = str(fate if self._sent(name) else Fate.REFUSED)
        return fates

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "items" in self.fields:
            self._check_items(data)
        return data

    def _check_items(self, data: dict[str, Any]) -> None:
        chosen = self.chosen(data)
        if not chosen:
            self.add_error(None, NO_ITEM)
        if "outlet" not in self.errors and not data.get("outlet"):
            for item in (one for one in chosen if one.source is None):
                words = str(NO_SOURCE) % {"outlet": item.outlet or item.address}
                self.add_error("outlet", words)
                break

    def chosen(self, data: Mapping[str, Any]) -> list[Item]:
        return [item for item in self.lookup.items if str(item.pk) in (data.get("items") or ())]

    def citing(self) -> list[ChosenItem]:
        """The items that become reports, each with its source and origin; of a valid form."""
        outlet: Any = self.cleaned_data.get("outlet")
        typed: Any = self.cleaned_data["origin"]
        chosen = self.chosen(self.cleaned_data)
        origins = self._origins(chosen)
        each = bool(self.cleaned_data.get("each"))
        return [
            ChosenItem(
                item,
                item.source or outlet,
                typed if origin == min(origins) or not each else self._origin(origin, outlet),
            )
            for item, origin in zip(chosen, origins, strict=True)
        ]

    def _origins(self, items: Sequence[Item]) -> list[int]:
        """Which branch of the tree each item stands on, counted from the oldest."""
        stands = {one.pk: n for n, each in enumerate(self.lookup.origins) for one in each.items}
        return [stands[item.pk] for item in items]

    def _origin(self, number: int, outlet: Source | None) -> Source | None:
        origin = self.lookup.origins[number]
        return origin.source or (outlet if origin.own else None)

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "credibility": data["credibility"],
            "on_record": data["on_record"],
            "stance": data.get("stance") or Stance.ASSERTS.value,
        }

    def entered(self, state: str) -> Entered:
        """What goes to the record's page in the admin; of a valid form."""
        values = {name: self.cleaned_data.get(name) for name in self.own}
        if "kind_of" in self.cleaned_data:  # `kind` says what is decided
            values["kind"] = self.cleaned_data["kind_of"]
        return Entered(self.citing(), self.said(), {**values, "state": state}, self.named())

    own: ClassVar[tuple[str, ...]] = ()
    """Fields of the record itself."""

    def named(self) -> list[dict[str, Any]]:
        return []

    def shown(self) -> list[Line]:
        """The lines of the form, as a page shows them."""
        made, seen = [], self.seen
        for names in self.lines:
            parts = tuple(
                Part(self[name], self._why(name), name in seen, self.hints.get(name))
                for name in names
                if name in self.fields
            )
            if parts:
                made.append(Line(self.labels.get(names[0], parts[0].bound.label), parts))
        return made

    def _why(self, name: str) -> Suggested | None:
        return self.filled.get(name) if name in self.as_shown else None


def as_sent(value: Any) -> list[str]:
    """A value that is filled in, as a form sends it when nobody touches it."""
    if value is True:
        return ["on"]
    return sorted(map(str, value)) if isinstance(value, list) else [str(value)]
