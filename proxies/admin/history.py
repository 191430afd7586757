"""The history itself, to look things up; each record's page shows its own, behind “History”."""

from django.contrib import admin

from proxies.admin.base import EntryAdmin
from proxies.models import Change


@admin.register(Change)
class ChangeAdmin(EntryAdmin):
    """Every change, newest first; the database writes it and nobody changes it."""

    adds = changes = deletes = False
    save_as = False
    related = ("context",)
    date_hierarchy = "at"
    list_display = ("at", "kind", "operation", "record_kind", "record_key", "public")
    list_filter = ("operation", "record_kind", "kind", "public")
    show_full_result_count = False
