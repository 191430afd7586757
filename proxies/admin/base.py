"""What every page of the admin shares: fields, choices, lists and the link to the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from operator import attrgetter, or_
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminDateWidget, RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.html import format_html

from proxies.admin.confirming.page import ConfirmingAdmin
from proxies.admin.fields import WRONG_DAY, CauseField, OneChosen, SomeChosen, array_field, readable
from proxies.admin.reasons import FIELD, FIELDSET, explained
from proxies.admin.search import holding
from proxies.models.history import TRACKED, because
from proxies.queries.corrections import history_of

if TYPE_CHECKING:  # Django's classes take type arguments in its stubs only
    from django.contrib.admin.options import BaseModelAdmin

    AnyBase = BaseModelAdmin[Any]
    AnyTabular = admin.TabularInline[Any, Any]
    AnyStacked = admin.StackedInline[Any, Any]
    AnyForm = forms.ModelForm[Any]
    AnyFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    AnyTabular, AnyStacked = admin.TabularInline, admin.StackedInline
    AnyForm, AnyFormSet, AnyBase = forms.ModelForm, forms.BaseInlineFormSet, object


class Fields(AnyBase):
    """How columns become form fields, on pages and in inlines alike."""

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if isinstance(db_field, ArrayField):
            return array_field(db_field)
        if db_field.name == "entered_in_error":
            return CauseField()
        if isinstance(db_field, models.DateField):
            kwargs["widget"] = AdminDateWidget(attrs={"placeholder": "yyyy-mm-dd"})
            kwargs["error_messages"] = {"invalid": WRONG_DAY}
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        if db_field.name in self.get_autocomplete_fields(request):
            chosen = SomeChosen if db_field.many_to_many else OneChosen
            kwargs["widget"] = chosen(db_field, self.admin_site)
        if isinstance(db_field, models.TextField):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 80, "dir": "auto"})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.CharField) and type(field) is forms.CharField:
            field.widget.attrs.setdefault("dir", "auto")
        if type(field) is forms.CharField:
            field.validators = [*field.validators, readable]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest
    ) -> QuerySet[Any] | None:
        """As the related page lists them: in its order, with what their names are made of."""
        related = db_field.remote_field.model
        if self.admin_site.is_registered(related):
            page = self.admin_site.get_model_admin(related)
            return page.get_queryset(request).order_by(*page.get_ordering(request))
        return super().get_field_queryset(db, db_field, request)


class Listing(ChangeList):
    """A list page; its rows come with what their columns show, in a fixed number of queries."""

    model_admin: EntryAdmin

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> QuerySet[models.Model]:
        page, rows = self.model_admin, super().get_queryset(request, exclude_parameters)
        listed: QuerySet[Any] = rows.annotate(**page.counted).prefetch_related(*page.prefetched)
        return listed


class EntryAdmin(Fields, ConfirmingAdmin):
    """A page of the admin."""

    related: tuple[str, ...] = ()
    """Relations that a record's name is made of."""
    counted: ClassVar[dict[str, Any]] = {}
    """What the columns of the list count, beside the fields."""
    prefetched: tuple[str, ...] = ()
    """Relations to many that the columns of the list show."""
    own_keys: tuple[str, ...] = ("slug",)
    """Fields that a copy made by "save as new" must not share with its original."""
    search_actors: ClassVar[tuple[str, ...]] = ()
    """Paths to actors, by any of whose names a record is found, beside the `search_fields`."""
    search_places: ClassVar[tuple[str, ...]] = ()
    """Paths to places, likewise."""
    found_by: ClassVar[dict[str, Any]] = {}
    """Paths to what has names, and the search of it: by these alone a record is found."""
    own_pages: ClassVar[dict[str, str]] = {}
    """Pages beside Django's: the address below the list's, and the method that answers."""
    adds = changes = deletes = True
    """Whether rows are added, changed and deleted by hand at all."""
    deletes_alone = True
    """Whether they are deleted on pages of their own, and not along with another record only."""
    list_per_page = 50
    save_as = True
    object_history_template = "admin/record_history.html"

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                address,
                self.admin_site.admin_view(getattr(self, name)),
                name=f"proxies_{self.opts.model_name}_{name}",
            )
            for address, name in self.own_pages.items()
        ]
        return [*own, *super().get_urls()]

    def record_or_404(
        self, request: HttpRequest, key: Any, *, allowed: bool, missing: str = ""
    ) -> Any:
        """The record that a page of its own is about; raises PermissionDenied, or Http404."""
        if not allowed:
            raise PermissionDenied
        record = self.get_object(request, unquote(str(key)))
        if record is None:
            raise Http404(missing)
        return record

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.related)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.adds and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changes and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        match = request.resolver_match
        own = match is None or (match.url_name or "").startswith(f"proxies_{self.opts.model_name}_")
        may = self.deletes and (self.deletes_alone or not own)
        return may and super().has_delete_permission(request, obj)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if self.found_by:
            named = {f"{path}__in": by(search_term) for path, by in self.found_by.items()}
            either = (Q(**{path: rows.values("pk")}) for path, rows in named.items())
            return queryset.filter(reduce(or_, either)), False
        columns: Any = self.get_search_fields(request)
        rows = holding(queryset, search_term, columns, self.search_actors, self.search_places)
        return rows, False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Listing

    def get_ordering(self, request: HttpRequest) -> Any:
        return self.ordering or self.opts.ordering or ("pk",)

    def is_public(self, obj: Any) -> bool:
        """Whether the record shows on the site."""
        return hasattr(obj, "get_absolute_url")

    def is_seen(self, obj: Any) -> bool:
        """Whether readers have seen the record, so that changing it asks for a reason."""
        return True

    def requires_reason(self, request: HttpRequest, obj: Any) -> bool:
        """Whether the form of a record asks why it is changed."""
        tracked = obj is not None and self.opts.model_name in TRACKED
        return tracked and self.has_change_permission(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if not self.requires_reason(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        if kwargs.get("fields"):  # those of the page, with the one that is no column
            kwargs["fields"] = [name for name in kwargs["fields"] if name != FIELD]
        form = super().get_form(request, obj, change, **kwargs)
        return explained(form, required=self.is_seen(obj))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = [*self.own_fieldsets(request, obj)]
        return [*shown, FIELDSET] if self.requires_reason(request, obj) else shown

    def own_fieldsets(self, request: HttpRequest, obj: Any) -> Any:
        """The groups of fields, without the reason."""
        return super().get_fieldsets(request, obj)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        because(form.cleaned_data.get(FIELD, ""))
        return super().save_form(request, form, change)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Django's log of the admin, and above it what changed in the record."""
        row = self.get_object(request, unquote(object_id))
        extra = {**(extra_context or {}), "changes": history_of(row) if row is not None else []}
        return super().history_view(request, object_id, extra)

    def view_on_site(self, obj: Any) -> str | None:
        unnamed = getattr(obj, "slug", None) == ""  # as a form that is refused leaves it
        return str(obj.get_absolute_url()) if self.is_public(obj) and not unnamed else None

    @admin.display(description="page")
    def page(self, obj: Any) -> str:
        """A link to the record's page, where it has one that shows."""
        link = '<a href="{}">View<span class="visually-hidden"> {}</span></a>'
        url = self.view_on_site(obj)
        return format_html(link, url, obj) if url else "–"

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if object_id and copying(request):
            original = self.get_object(request, object_id)
            request.POST = self.as_copy(request.POST.copy(), original)  # type: ignore[assignment]
        return super().changeform_view(request, object_id, *args, **kwargs)

    def as_copy(self, data: QueryDict, original: Any) -> QueryDict:
        """What was posted, without the keys of the original: the copy gets its own."""
        for name in self.own_keys:
            if data.get(name) == str(getattr(original, name, None)):
                data[name] = ""
        return data


class Values(admin.AllValuesFieldListFilter):
    """The values of a text column; those who hear the page hear of the empty one too."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "none given"}


def copying(request: HttpRequest) -> bool:
    """Whether the form was sent by "save as new"."""
    return request.method == "POST" and "_saveasnew" in request.POST


def original_id(request: HttpRequest) -> str | None:
    """The key of the record whose page the form was sent from."""
    match = request.resolver_match
    return match.kwargs.get("object_id") if match else None


def column(description: str, shown: Callable[[Any], Any], ordering: str | None = None) -> Any:
    """A column of a list: its heading, and what it shows of a row."""
    return admin.display(description=description, ordering=ordering)(lambda page, row: shown(row))


def count_of(name: str, description: str) -> Any:
    """A column of a list: what its page has `counted` under a name."""
    return column(description, attrgetter(name), name)


def short_names(rows: Any) -> str:
    """The actors or fronts that a relation leads to, as a column shows them."""
    return ", ".join(row.short_name for row in rows.all())
