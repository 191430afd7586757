"""Words out of an address: the only reader of `request.GET`.

A value that is unknown, malformed or given twice is an error of the form, in words that name the
value and the remedy; nothing is ignored and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proxies.models import says_something, search_key
from proxies.models.base import choices as choices_of
from proxies.record.choices import Choices
from proxies.selection import MANY, Selection
from proxies.vocab import PledgeKind
from proxies.web.forms.columns import EVENTS, Sorts
from proxies.web.forms.filters import (
    FIELDS,
    FILTERS,
    LABELS,
    MOST,
    SORTS,
    KeyField,
    MenuField,
    short,
)
from proxies.web.forms.parties import KINDS, Misplaced, misplaced, remedy

TRACKING = frozenset({"fbclid", "gclid"})
"""Parameters that others append to shared links; they are dropped by redirect."""

TRACKING_PREFIX = "utm_"
"""So is every parameter that begins like this."""


_made: dict[tuple[type, str | None], tuple[tuple[Any, ...], dict[str, forms.Field]]] = {}
"""Form and language → what its fields were made of, and the fields."""


class QuestionForm(forms.Form):
    """The parameters that a page takes, with the choices of the day (`Choices`).

    A page names them in `takes`, in the order in which it says them; this one is the overview's.
    """

    takes: ClassVar[tuple[str, ...]] = (*FILTERS, "cited", "filters")
    kinds: ClassVar[type[StrEnum]] = PledgeKind
    """What `kind` can be, where a page takes it."""

    sorts: ClassVar[Sorts] = SORTS
    """The orders of its list, where a page takes `sort`; the first holds where none is given."""

    def __init__(self, data: Mapping[str, Any], choices: Choices) -> None:
        super().__init__(data)
        self.choices = choices
        self.label_suffix = ""
        self.fields = {
            name: copy(field) if isinstance(field, KeyField) else field
            for name, field in self._fields_of(choices).items()
        }

    @classmethod
    def _fields_of(cls, choices: Choices) -> dict[str, forms.Field]:
        """The fields, made once for what they offer and the language; none but a `KeyField` keeps
        anything of a reader."""
        key, lists = (cls, get_language()), (choices.fronts, choices.actors, choices.datasets)
        made = _made.get(key)
        if made is None or any(one is not now for one, now in zip(made[0], lists, strict=True)):
            made = _made[key] = lists, cls._made_of(choices)
        return made[1]

    @classmethod
    def _made_of(cls, choices: Choices) -> dict[str, forms.Field]:
        fields = {name: FIELDS[name][1](choices) for name in cls.takes}
        if "kind" in fields:
            fields["kind"] = MenuField(choices_of(cls.kinds))
        if "sort" in fields:
            fields["sort"] = forms.ChoiceField(required=False, choices=cls.sorts)
        for name, field in fields.items():
            field.label = LABELS[name]
            if isinstance(field, forms.ChoiceField) and not _has_own_words(field):
                offered = [value for value, text in offered_by(field)]
                some = ", ".join(offered[:12]) + (", …" if len(offered) > 12 else "")  # noqa: PLR2004
                unknown = _("“%(value)s” is not a {filter} of this record. Known are: {known}.")
                field.error_messages["invalid_choice"] = unknown.format(filter=name, known=some)
        return fields

    @cached_property
    def other_parameters(self) -> tuple[str, ...]:
        """Parameters beside the question itself: the count that was cited, sort, page."""
        return tuple(name for name in self.takes if name not in FILTERS)

    def clean_q(self) -> str:
        words = str(self.cleaned_data["q"])
        if "\N{REPLACEMENT CHARACTER}" in words:
            raise ValidationError(_("These words are not valid UTF-8 text. Type them anew."))
        if words and not says_something(search_key(words)):
            raise ValidationError(
                _("“%(words)s” has no letter or digit. Give a word or a name to look for."),
                params={"words": short(words)},
            )
        return words

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day and day > self.choices.today:
            raise ValidationError(
                _(
                    "%(day)s has not come yet. Give a past day, or leave it out for what is known "
                    "now."
                ),
                params={"day": day},
            )
        return day

    def clean_sort(self) -> str:
        return self.cleaned_data["sort"] or self.sorts[0][0]

    def clean_view(self) -> str:
        return self.cleaned_data["view"] or "list"

    def clean_cols(self) -> list[str]:
        """The columns chosen, in the order of the table; none where they are those of everybody,
        or where no table is asked for."""
        chosen = set(self.cleaned_data["cols"])
        everybody = {column.name for column in EVENTS if column.shown}
        if self.cleaned_data.get("view") != "table" or chosen == everybody:
            return []
        return [column.name for column in EVENTS if column.name in chosen]

    def clean_page(self) -> int:
        return self.cleaned_data["page"] or 1

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._point_to_other_filters()
        known = ", ".join(self.fields)
        taken = _("The filters are: %(known)s.") if known else _("Nothing can be asked here.")
        for name, values in _lists(self.data):
            if name not in self.fields:
                words = _("There is no filter called “%(name)s”.") % {"name": short(name)}
                self.add_error(None, f"{words} {taken % {'known': known}}")
            elif len(values) > 1 and not isinstance(self.fields[name], forms.MultipleChoiceField):
                self.add_error(name, _("Given more than once; give it once."))
            elif len(values) > MOST:
                words = _("At most %(most)d values; %(number)d were given.")
                self.add_error(name, words % {"most": MOST, "number": len(values)})
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            words = _("This day is before “From day”. Swap the two, or clear one.")
            self.add_error("until", words)
        return cleaned

    @cached_property
    def misplaced(self) -> list[Misplaced]:
        """The parties that were asked for by a filter of another kind."""
        fields = {name: self.fields[name] for name in KINDS if name in self.fields}
        offered = {name: dict(offered_by(field)) for name, field in fields.items()}
        return list(misplaced(offered, _lists(self.data)))

    def remedies(self) -> list[tuple[str, str]]:
        """What to ask for instead of these, each with the query that does."""
        given = list(_lists(self.data))
        return [remedy(one, other, given) for one in self.misplaced for other in one.others]

    def _point_to_other_filters(self) -> None:
        """Say of a party where it can be asked for, in the place of what can be asked here."""
        for name in dict.fromkeys(one.name for one in self.misplaced):
            own = [one for one in self.misplaced if one.name == name]
            offered = dict(offered_by(self.fields[name])).keys() | {one.value for one in own}
            known = all(value in offered for value in self.chosen()[name])
            rest = () if known else self.errors.get(name, ())
            self.errors[name] = self.error_class([*map(str, own), *map(str, rest)])

    def _post_clean(self) -> None:
        """Sets `selection`, the question; only a form that is valid has one."""
        if not self.errors:
            filters: dict[str, Any] = {
                name: tuple(value) if name in MANY else value
                for name, value in self.cleaned_data.items()
                if name in FILTERS and value not in (None, "")
            }
            self.selection = Selection(**filters)

    def pairs(self, selection: Selection) -> list[tuple[str, str]]:
        """A question as parameters of this page's address, without what goes beside it."""
        return selection.pairs()

    def words(self) -> dict[str, str]:
        """Slug → name of what the question may name."""
        place = self.fields.get("place")
        return self.choices.words() | (place.names if isinstance(place, KeyField) else {})

    def counted(self, address: Mapping[str, Any]) -> Selection:
        """The question whose events the page counts; `address` are the parts of its address."""
        return self.selection

    def pinned(self, selection: Selection, day: date) -> Selection:
        """A question as known on a day, where the page takes one."""
        return selection.but(as_of=day) if "as_of" in self.fields else selection

    def days(self) -> tuple[date, date] | None:
        """The two days that a page compares, where it does that."""
        return None

    def problems(self) -> list[tuple[str, str]]:
        """Every error as the label of its filter and the words, for a page or for JSON."""
        return [
            (str(LABELS.get(name, "")), str(message))
            for name, messages in self.errors.items()
            for message in messages
        ]

    def chosen(self) -> dict[str, list[str]]:
        """The values given for each filter, as they came."""
        return dict(_lists(self.data))

    def carried(self) -> list[tuple[str, str]]:
        """What the filters pass on unseen: how the list is shown, and its columns."""
        names = [name for name in ("view", "cols") if name in self.fields]
        fields: dict[str, Any] = {name: dict(self.fields[name].choices) for name in names}  # type: ignore[attr-defined]
        given = [(name, value) for name in names for value in self.chosen().get(name, [])]
        return [(name, value) for name, value in given if value in fields[name]]


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


def _has_own_words(field: forms.ChoiceField) -> bool:
    """Whether a field says by itself what can be asked where a value is refused."""
    usual = forms.ChoiceField.default_error_messages["invalid_choice"]
    own = field.error_messages["invalid_choice"] != usual
    return isinstance(field, KeyField) or (own and not isinstance(field, MenuField))


def _lists(data: Any) -> Iterable[tuple[str, list[str]]]:
    return data.lists() if isinstance(data, QueryDict) else ((k, [v]) for k, v in data.items())


def offered_by(field: forms.Field) -> list[tuple[str, str]]:
    """Value and label of all that a field of choices offers."""
    if not isinstance(field, forms.ChoiceField):
        return []
    offered: Any = field.choices
    return [(str(value), str(text)) for value, text in offered]
