"""Words out of an address: the only reader of `request.GET`.

A value that is unknown, malformed or given twice is an error of the form, in words that name the
value and the remedy; nothing is ignored and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, QueryDict

from proxies.aggregates.current import Copy
from proxies.fields import MOST, IsoDateField, KeyField, MenuField, short
from proxies.models import (
    Account,
    Actor,
    Dataset,
    ErrorReport,
    Front,
    Place,
    says_something,
    search_key,
)
from proxies.models.base import choices
from proxies.selection import MANY, Selection
from proxies.vocab import (
    CountBy,
    Direction,
    Grade,
    Outcome,
    PledgeKind,
    Role,
    TargetType,
    Weapon,
)

TRACKING = frozenset({"fbclid", "gclid"})
"""Parameters that others append to shared links; they are dropped by redirect."""

TRACKING_PREFIX = "utm_"
"""So is every parameter that begins like this."""

FLOORS = [
    ("corroborated+", "Corroborated or better"),
    ("single-origin+", "Single origin or better"),
]
"""Values of the grade filter that mean "and better"; in a typed address the plus may be a space."""

LABELS = {
    "front": "Front",
    "faction": "Faction",
    "patron": "Patron",
    "direction": "Direction",
    "weapon": "Weapon",
    "target": "Target",
    "place": "Place",
    "outcome": "Outcome",
    "grade": "Grade",
    "dataset": "Dataset",
    "since": "From day",
    "until": "To day",
    "as_of": "As known on",
    "count": "Count umbrellas",
    "q": "Words",
    "cited": "Count cited",
    "changed": "Changed from",
    "from": "Known on",
    "to": "and on",
    "kind": "Kind",
    "sort": "Sorted by",
    "page": "Page",
}


@dataclass(frozen=True)
class Names:
    """What the filters offer, the names of slugs, and today.

    The lists are held in memory between changes of the record: one query per request.
    """

    fronts: tuple[Front, ...]
    actors: tuple[Actor, ...]
    datasets: tuple[Dataset, ...]
    today: date
    """The one reading of the clock of a request, UTC."""

    @classmethod
    def read(cls) -> Names:
        return cls(*_lists_held.get(), datetime.now(UTC).date())

    def figured(self, selection: Selection) -> bool:
        """Whether any account of the datasets asked for gives figures or an outcome of its own."""
        return any(one.figured for one in self.datasets if one.slug in selection.datasets)

    def of_role(self, role: Role) -> list[tuple[str, str]]:
        return [(a.slug, _full_name(a)) for a in self.actors if a.role == role]

    def words(self) -> dict[str, str]:
        """Slug → name for every front, actor and dataset."""
        return {
            **{dataset.slug: dataset.name for dataset in self.datasets},
            **{actor.slug: actor.short_name for actor in self.actors},
            **{front.slug: front.short_name for front in self.fronts},
        }


def _read_lists() -> tuple[tuple[Front, ...], tuple[Actor, ...], tuple[Dataset, ...]]:
    accounts = Account.objects.filter(event__dataset=OuterRef("pk"))
    extra = {"figured": Exists(accounts.figured()) | Exists(accounts.with_outcome())}
    datasets = Dataset.objects.annotate(**extra)
    return tuple(Front.objects.all()), tuple(Actor.objects.order_by("name")), tuple(datasets)


_lists_held = Copy(_read_lists)


class QuestionForm(forms.Form):
    """The filter bar. Construct it with the choices of the day (`Names`)."""

    front = MenuField(required=False)
    faction = MenuField(required=False)
    patron = MenuField(required=False)
    direction = MenuField(required=False, choices=choices(Direction))
    weapon = MenuField(required=False, choices=choices(Weapon))
    target = MenuField(required=False)
    place = KeyField(Place)
    outcome = MenuField(required=False, choices=choices(Outcome))
    grade = MenuField(required=False, choices=[*choices(Grade), *FLOORS])
    dataset = MenuField(required=False)
    since = IsoDateField(required=False)
    until = IsoDateField(required=False)
    as_of = IsoDateField(required=False)
    count = forms.ChoiceField(required=False, choices=choices(CountBy))
    q = forms.CharField(required=False, max_length=200)

    cited = forms.IntegerField(required=False, min_value=0, max_value=1_000_000_000)

    extra: ClassVar[tuple[str, ...]] = ("cited",)
    """Parameters beside the question itself: the count that was cited, sort, page."""

    def __init__(self, data: Mapping[str, Any], names: Names) -> None:
        super().__init__(data)
        self.names = names
        self.label_suffix = ""
        self._offer(names)
        for name, field in self.fields.items():
            field.label = LABELS[name]
            if isinstance(field, MenuField) and not isinstance(field, KeyField):
                field.error_messages["invalid_choice"] = _unknown(name, field)

    def _offer(self, names: Names) -> None:
        offered = {
            "front": [(f.slug, f.short_name) for f in names.fronts],
            "faction": names.of_role(Role.FACTION),
            "patron": names.of_role(Role.PATRON),
            "target": [*choices(TargetType), *_targets(names)],
            "dataset": [(d.slug, d.name) for d in names.datasets],
        }
        for name, values in offered.items():
            field = self.fields.get(name)
            if isinstance(field, forms.MultipleChoiceField):
                field.choices = values

    def clean_q(self) -> str:
        words = str(self.cleaned_data["q"])
        if "\N{REPLACEMENT CHARACTER}" in words:
            raise ValidationError("These words are not valid UTF-8 text. Type them anew.")
        if words and not says_something(search_key(words)):
            raise ValidationError(
                f"“{short(words)}” has no letter or digit. Give a word or a name to look for."
            )
        return words

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day and day > self.names.today:
            raise ValidationError(
                f"{day} has not come yet. Give a past day, or leave it out for what is known now."
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._refuse_unknown()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "This day is before “From day”. Swap the two, or clear one.")
        return cleaned

    def _refuse_unknown(self) -> None:
        known = ", ".join(self.fields)
        taken = f"The filters are: {known}." if known else "Nothing can be asked here."
        for name, values in _lists(self.data):
            if name not in self.fields:
                self.add_error(None, f"There is no filter called “{short(name)}”. {taken}")
            elif len(values) > 1 and not isinstance(self.fields[name], forms.MultipleChoiceField):
                self.add_error(name, "Given more than once; give it once.")
            elif len(values) > MOST:
                self.add_error(name, f"At most {MOST} values; {len(values)} were given.")

    def selection(self) -> Selection:
        """The question; only for a form that is valid."""
        asked: dict[str, Any] = {
            name: tuple(value) if name in MANY else value
            for name, value in self.cleaned_data.items()
            if name not in self.extra and value not in (None, "")
        }
        return Selection(**asked)

    def words(self) -> dict[str, str]:
        """Slug → name of what the question may name."""
        place = self.fields.get("place")
        return self.names.words() | (place.names if isinstance(place, KeyField) else {})

    def problems(self) -> list[tuple[str, str]]:
        """Every error as the label of its filter and the words, for a page or for JSON."""
        return [
            (LABELS.get(name, ""), str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]

    def chosen(self) -> dict[str, list[str]]:
        """The values given for each filter, as they came."""
        return dict(_lists(self.data))

    def menus(self) -> list[dict[str, Any]]:
        """The filters that are menus of check boxes: field, number chosen, offered values."""
        chosen = self.chosen()
        return [
            _menu(name, self.fields[name], chosen.get(name, []))
            for name in (*self.extra, *MANY)
            if name in self.fields and len(_offered(self.fields[name])) > 1
        ]


class FrontForm(QuestionForm):
    """The filter bar of a front's page: the address already names the front."""

    front = None  # type: ignore[assignment]


class AsOfForm(QuestionForm):
    """A page about one record, or a list without filters: it only takes the day."""

    front = faction = patron = direction = weapon = target = place = None  # type: ignore[assignment]
    outcome = grade = dataset = since = until = count = q = None  # type: ignore[assignment]


class CorrectionsForm(QuestionForm):
    """The log of corrections: the day up to which, and the page.

    `changed` narrows it to those made on that day or later to the events and pledges that a
    question held as known on that day.
    """

    extra: ClassVar[tuple[str, ...]] = ("changed", "page")

    cited = None  # type: ignore[assignment]
    changed = IsoDateField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = not self.errors and bool(self.selection().but(as_of=None))
        if asked and not cleaned.get("changed"):
            words = "The filters need the day on which a question held what was changed: give it."
            self.add_error("changed", words)
        return cleaned


class PledgeForm(QuestionForm):
    """The filters of the ledger of pledges."""

    extra: ClassVar[tuple[str, ...]] = ("cited", "kind")

    kind = MenuField(required=False, choices=choices(PledgeKind))
    patron = direction = weapon = place = outcome = None  # type: ignore[assignment]
    grade = dataset = count = None  # type: ignore[assignment]


class ListForm(QuestionForm):
    """The filter bar of a list that is sorted and paged."""

    extra: ClassVar[tuple[str, ...]] = ("cited", "sort", "page")

    sort = forms.ChoiceField(
        required=False,
        choices=[
            ("newest", "Newest first"),
            ("oldest", "Oldest first"),
            ("deadliest", "Deadliest"),
        ],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def clean_page(self) -> int:
        return self.cleaned_data["page"] or 1

    def clean_sort(self) -> str:
        return self.cleaned_data["sort"] or "newest"


def without_tracking(data: QueryDict) -> QueryDict | None:
    """The parameters without what others appended to a shared link; None where nothing was."""
    dropped = [name for name in data if name in TRACKING or name.startswith(TRACKING_PREFIX)]
    if not dropped:
        return None
    kept = data.copy()
    for name in dropped:
        del kept[name]
    return kept


def without_empty(data: QueryDict) -> QueryDict:
    """The parameters that have a value: empty means absent."""
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        given = [value for value in values if value.strip()]
        if name == "grade":  # an unescaped plus in an address arrives as a space
            given = [f"{value[:-1]}+" if value.endswith(" ") else value for value in given]
        if given:
            kept.setlist(name, given)
    return kept


def _lists(data: Any) -> Iterable[tuple[str, list[str]]]:
    return data.lists() if isinstance(data, QueryDict) else ((k, [v]) for k, v in data.items())


def _targets(names: Names) -> list[tuple[str, str]]:
    return [(a.slug, _full_name(a)) for a in names.actors if a.role != Role.FACTION]


def _full_name(actor: Actor) -> str:
    """What a menu calls an actor: its name, and its short one where that is something else."""
    known = actor.short_name.lower() in actor.name.lower()
    return actor.name if known else f"{actor.name} ({actor.short_name})"


def _offered(field: forms.Field) -> list[tuple[str, str]]:
    if not isinstance(field, forms.MultipleChoiceField):
        return []
    offered: Any = field.choices
    return [(str(value), str(text)) for value, text in offered]


def _menu(name: str, field: forms.Field, chosen: list[str]) -> dict[str, Any]:
    options = [
        {"value": value, "label": text, "checked": value in chosen}
        for value, text in _offered(field)
    ]
    number = sum(value in chosen for value, _ in _offered(field))
    return {"name": name, "label": field.label, "options": options, "chosen": number}


def _unknown(name: str, field: forms.Field) -> str:
    offered = [value for value, _ in _offered(field)]
    some = ", ".join(offered[:12]) + (", …" if len(offered) > 12 else "")  # noqa: PLR2004
    return f"“%(value)s” is not a {name} of this record. Known are: {some}."


class CompareForm(QuestionForm):
    """Two days and a question; `from` and `to` are the days up to which reports count."""

    extra: ClassVar[tuple[str, ...]] = ("from", "to")

    as_of = cited = None  # type: ignore[assignment]

    def __init__(self, data: Mapping[str, Any], names: Names) -> None:
        super().__init__(data, names)
        for name in self.extra:
            self.fields[name] = IsoDateField(required=False, label=LABELS[name])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        today = self.names.today
        first, second = cleaned.get("from"), cleaned.get("to") or today
        if first and second and not first < second <= today:
            self.add_error("to", "“To” must be later than “from”, and not after today.")
        return cleaned

    def days(self) -> tuple[date, date] | None:
        """The two days, the second being today unless given; None where no first day is given."""
        first: date | None = self.cleaned_data.get("from")
        return (first, self.cleaned_data.get("to") or self.names.today) if first else None


NOT_HERE = "“page” is an address of this site, from its first slash on, such as /events/."


def _is_here(page: str) -> bool:
    """Whether it is empty or an address of this site; to browsers //x and /\\x are other hosts."""
    return not page or (page.startswith("/") and page[1:2] not in {"/", "\\"})


class ErrorReportForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no runtime generic
    """A reader's message. `website` is a trap for programs: people do not see it."""

    was_sent = False
    takes = ("page", "sent")
    """What its address may ask: the page that it is about, and whether a message was sent."""

    website = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ErrorReport
        fields = ("page", "message", "contact")
        labels: ClassVar[dict[str, str]] = {
            "page": "Page",
            "message": "What is wrong?",
            "contact": "How to reach you (optional)",
        }

    @classmethod
    def about(cls, request: HttpRequest) -> ErrorReportForm:
        """An empty form about the page named in the address."""
        page = request.GET.get("page", "")
        form = cls(initial={"page": page[:300] if _is_here(page) else ""})
        form.was_sent = request.GET.get("sent") == "1"
        return form

    @classmethod
    def problems_of(cls, data: QueryDict) -> list[str]:
        """What is wrong with the address of the form, in words."""
        names, known = set(data) - set(cls.takes), ", ".join(cls.takes)
        words = "There is nothing called “{}” to ask here. Known are: {}."
        found = [words.format(short(name), known) for name in sorted(names)]
        if not _is_here(data.get("page", "")):
            found.append(NOT_HERE)
        if data.get("sent", "") not in {"", "1"}:
            found.append("“sent” is 1 or absent.")
        return found

    def clean_page(self) -> str:
        page = str(self.cleaned_data["page"])
        if not _is_here(page):
            raise ValidationError(NOT_HERE)
        return page

    def clean_message(self) -> str:
        message = str(self.cleaned_data["message"]).strip()
        if self.data.get("website"):
            raise ValidationError("This looks like an automatic message.")
        return message
