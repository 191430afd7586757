"""Names for ever: the permanent id of a record, and the slugs that it had before.

Triggers of the database keep both (`migrations/0008_permanent_ids.py`), whatever changes a slug:
the admin, an import, the seeds, a bulk update or SQL. See docs/decisions/0018-permanent-ids.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:  # Django's class takes type arguments in its stubs only
    Text = models.CharField[str, str]
else:
    Text = models.CharField

LONGEST = 120
TAKEN = (
    "“{slug}” was the slug of another record of this kind, and links to it lead there: of {row}. "
    "Choose another slug."
)


class PermanentId(Text):
    """The slug that a record was given first; the database sets it, and refuses to change it."""

    db_returning = True
    """A row that is made knows what the database has set."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST, "editable": False, "default": "", **options})


class Slugged(models.Model):
    """A record with a slug, which may change, and a permanent id, which may not."""

    permanent_id = PermanentId()

    class Meta:
        abstract = True

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """A slug that another record had is refused like one that another has."""
        super().validate_unique(exclude)
        slug = getattr(self, "slug", "")
        if "slug" in (exclude or ()) or not slug:
            return
        others = FormerSlug.of(type(self)).filter(slug=slug).exclude(record_key=self.pk or 0)
        if other := others.first():
            row = type(self)._default_manager.filter(pk=other.record_key).first()
            raise ValidationError({"slug": TAKEN.format(slug=slug, row=row)})


class FormerSlug(models.Model):
    """A slug that a record had, and has no more: no other record of its kind can take it."""

    kind = models.CharField(max_length=40, help_text="The model of the record.")
    slug = models.CharField(max_length=LONGEST)
    record_key = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="formerslug_once",
                violation_error_message="This was the slug of another record of this kind.",
            )
        ]
        indexes = [models.Index(fields=["kind", "record_key"], name="formerslug_of_record")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @classmethod
    def of(cls, model: type[models.Model]) -> models.QuerySet[FormerSlug]:
        """Those of all records of a kind."""
        return cls.objects.filter(kind=model._meta.model_name)

    @classmethod
    def present(
        cls, rows: models.QuerySet[Any], slugs: Iterable[str] | None = None
    ) -> dict[str, str]:
        """Former slug → the slug that the record has now, where `rows` hold it; all, or of these
        `slugs`."""
        asked = None if slugs is None else [slug for slug in slugs if "\0" not in slug]
        some = Q() if asked is None else Q(slug__in=asked)
        keys = dict(cls.of(rows.model).filter(some).values_list("slug", "record_key"))
        if not keys:
            return {}
        now = dict(rows.filter(pk__in=keys.values()).values_list("pk", "slug"))
        return {slug: now[key] for slug, key in keys.items() if key in now}
