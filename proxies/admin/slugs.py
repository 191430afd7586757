"""Slugs that the form suggests when the field is left empty."""

from __future__ import annotations

from itertools import chain, count
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.text import slugify

from proxies.admin.base import AnyForm
from proxies.models import FormerSlug

NO_SLUG = (
    "Give a slug: a few lower-case Latin letters, digits and hyphens that stand for this record "
    "in addresses. None could be made from what you entered."
)

SLUG_HELP = (
    "Leave empty for a suggestion. It is the record's address. After a change, links, downloads "
    "and feeds with the former slug lead to the new one; no other record can take the former "
    "slug, this one can take it back."
)


class SluggedForm(AnyForm):
    """A form whose slug may be left empty."""

    stem_fields: ClassVar[tuple[str, ...]] = ("name",)
    """The fields a slug is made of, in this order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = SLUG_HELP

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "slug" in data and not data["slug"]:
            stem = slugify(" ".join(self.stem_words(data)))
            if stem:
                data["slug"] = free_slug(self._meta.model, stem, self.instance.pk)
            elif not self.errors:
                self.add_error("slug", NO_SLUG)
        return data

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        """The words that a suggested slug is made of."""
        return [str(data[name]) for name in self.stem_fields if data.get(name)]


class ShortNamedForm(SluggedForm):
    """A form whose slug is made of the short name."""

    stem_fields = ("short_name",)


def free_slug(model: type[Model], stem: str, pk: Any) -> str:
    """The stem, cut to fit, or the stem with the first number that is free."""
    longest: int = getattr(model._meta.get_field("slug"), "max_length", None) or 50
    stem = stem[: longest - 4].strip("-")
    others = model._default_manager.filter(slug__startswith=stem).exclude(pk=pk)
    taken = set(others.values_list("slug", flat=True))
    former = FormerSlug.of(model).filter(slug__startswith=stem).exclude(record_key=pk or 0)
    taken |= set(former.values_list("slug", flat=True))
    slugs = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(slug for slug in slugs if slug not in taken)
