"""What several models share: coded fields with their labels and constraints, and publishing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import get_script_prefix, reverse

from proxies.models.days import foreseeable, in_reach, optional_day, today
from proxies.models.labels import label
from proxies.vocab import WorkflowState

MOST_ADDRESSES = 8192
"""Addresses of pages that are kept, of those asked for last."""


def page_of(name: str, *slugs: str) -> str:
    """The address of a page, such as that of a record, put together once."""
    return _page_of(get_script_prefix(), name, slugs)


@lru_cache(MOST_ADDRESSES)
def _page_of(_prefix: str, name: str, slugs: tuple[str, ...]) -> str:
    """Under the path at which the site stands."""
    return reverse(name, args=slugs)


def choices(vocabulary: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Django choices of a vocabulary."""
    return [(member.value, label(member)) for member in vocabulary]


def coded(vocabulary: type[StrEnum], **options: Any) -> models.CharField[str, str]:
    """A text field that takes the values of one vocabulary; pair it with `in_vocabulary`."""
    options.setdefault("max_length", 32)
    return models.CharField(choices=choices(vocabulary), **options)


def user(**options: Any) -> models.ForeignKey[Any, Any]:
    """A reference to a user; empty once the account is gone."""
    owner = settings.AUTH_USER_MODEL
    return models.ForeignKey(owner, models.SET_NULL, null=True, related_name="+", **options)


if TYPE_CHECKING:  # Django's field takes type arguments in its stubs only
    Codes = ArrayField[list[str], list[str]]
else:
    Codes = ArrayField


class CodedList(Codes):
    """An array of codes whose order says nothing: a form that gives them in another one changes
    nothing."""

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        if sorted(data or ()) != sorted(getattr(instance, self.attname) or ()):
            super().save_form_data(instance, data)

    def deconstruct(self) -> Any:
        """For migrations it is the field of its column."""
        name, _, args, options = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, options


def coded_list(vocabulary: type[StrEnum], **options: Any) -> CodedList:
    """An array field whose entries come from one vocabulary; pair it with `all_in_vocabulary`."""
    base = models.CharField(max_length=32, choices=choices(vocabulary))
    return CodedList(base, default=list, blank=True, **options)


def in_vocabulary(
    model: str, *, or_empty: bool = False, **fields: type[StrEnum]
) -> list[models.BaseConstraint]:
    """Database constraints that keep coded fields inside their vocabularies."""
    empty = [""] if or_empty else []
    return [
        models.CheckConstraint(
            condition=Q(**{f"{name}__in": [*(member.value for member in words), *empty]}),
            name=f"{model}_{name}_in_vocabulary",
            violation_error_message=f"Choose one of: {', '.join(words)}.",
        )
        for name, words in fields.items()
    ]


def all_in_vocabulary(model: str, **fields: type[StrEnum]) -> list[models.BaseConstraint]:
    """Database constraints that keep every entry of an array field inside its vocabulary."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{name}__contained_by": [member.value for member in words]}),
            name=f"{model}_{name}_in_vocabulary",
            violation_error_message=f"Use only: {', '.join(words)}.",
        )
        for name, words in fields.items()
    ]


def never_true() -> models.BooleanField[bool, bool]:
    """A column: what no longer counts was entered in error, so that it counts on no past day
    either; else it became known to be wrong, and counts on the days before."""
    return models.BooleanField(
        default=False,
        db_default=False,
        help_text="It was never true here, and counts on no day; else it was known to be wrong "
        "from a day on, and counts on the days before.",
    )


def in_order(model: str, first: str, last: str) -> models.CheckConstraint:
    """A database constraint: `last` is not before `first` where both are known."""
    return models.CheckConstraint(
        condition=Q(**{f"{last}__gte": F(first)})
        | Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True}),
        name=f"{model}_{first}_before_{last}",
        violation_error_message=(
            f"“{last.replace('_', ' ').capitalize()}” must not be before "
            f"“{first.replace('_', ' ')}”; correct one of the two or leave it empty."
        ),
    )


class Acyclic(models.Model):
    """A row that refers to another of its table, and by that to others, never to itself."""

    upwards: ClassVar[str]
    """The column that refers to the other row."""
    circular: ClassVar[str]
    """What is said of one that would lead back to a row passed before, such as itself."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        if self.upwards not in (exclude or ()) and self._runs_in_circle():
            raise ValidationError({self.upwards: self.circular})

    def _runs_in_circle(self) -> bool:
        key, passed = getattr(self, f"{self.upwards}_id"), {self.pk}
        rows = type(self)._default_manager.values_list(self.upwards, flat=True)
        while key is not None and key not in passed:
            passed.add(key)
            key = rows.filter(pk=key).first()
        return key is not None


class Publishable(models.Model):
    """A record that goes through draft and review; only published ones show."""

    state = coded(
        WorkflowState,
        default=WorkflowState.DRAFT.value,
        help_text="Only published records show on the site.",
    )
    discount_reason = models.TextField(
        blank=True, help_text="Why an editor discounted or withdrew this record; shown to readers."
    )
    withdrawn = optional_day(
        foreseeable,
        help_text="Of a discounted or merged record: the first day on which it no longer counts. "
        "Of one entered in error, which counts on no day: the day it was taken out.",
    )
    entered_in_error = never_true()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in WorkflowState]),
                name="%(class)s_state_in_vocabulary",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkflowState.DISCOUNTED.value) | ~Q(discount_reason=""),
                name="%(class)s_discounted_with_reason",
                violation_error_message=(
                    "A discounted record needs a reason: say in “Discount reason” why it no "
                    "longer counts."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=False)
                | ~Q(state__in=[WorkflowState.DISCOUNTED.value, WorkflowState.MERGED.value]),
                name="%(class)s_withdrawn_on_a_day",
                violation_error_message="Give the day from which it no longer counts.",
            ),
            models.CheckConstraint(
                condition=Q(entered_in_error=False)
                | Q(state__in=[WorkflowState.DISCOUNTED.value, WorkflowState.MERGED.value]),
                name="%(class)s_error_taken_out",
                violation_error_message="What was entered in error is discounted or merged.",
            ),
            in_reach("%(class)s", "withdrawn", name="withdrawal"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.date_withdrawal()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.date_withdrawal()

    def date_withdrawal(self) -> None:
        """A record that is discounted or merged without a day is withdrawn from today on."""
        gone = self.state in {WorkflowState.DISCOUNTED, WorkflowState.MERGED}
        if gone and self.withdrawn is None:
            self.withdrawn = today()
        elif not gone:
            self.withdrawn, self.entered_in_error = None, False
