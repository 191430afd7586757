"""What readers report as wrong: read, acted on elsewhere, and closed here with what was done."""

from django.contrib import admin
from django.utils.text import Truncator

from proxies.admin.base import EntryAdmin, column
from proxies.models import ErrorReport


@admin.register(ErrorReport)
class ErrorReportAdmin(EntryAdmin):
    """Readers' messages; what they wrote stays as it is."""

    adds = False
    save_as = False
    date_hierarchy = "received"
    list_display = ("received", "gist", "about", "resolved")
    list_display_links = ("received", "gist")
    list_filter = ("resolved",)
    search_fields = ("page", "message", "resolution")
    readonly_fields = ("received", "page", "message", "contact")
    fieldsets = (
        ("What the reader wrote", {"fields": ("received", "page", "message", "contact")}),
        ("What was done about it", {"fields": ("resolved", "resolution")}),
    )
    gist = column("message", lambda report: Truncator(report.message).chars(90))
    about = column("page", lambda report: report.page or "–", "page")
