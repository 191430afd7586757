"""The form by which a reader reports an error."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from proxies.models import ErrorReport
from proxies.web.forms.filters import short

NOT_HERE = _("“page” is an address of this site, from its first slash on, such as /events/.")


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
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "page": forms.TextInput(attrs={"dir": "auto"}),
            "message": forms.Textarea(attrs={"dir": "auto", "cols": 40, "rows": 10}),
            "contact": forms.TextInput(attrs={"dir": "auto"}),
        }
        labels: ClassVar[dict[str, Any]] = {
            "page": _("Page"),
            "message": _("What is wrong?"),
            "contact": _("How to reach you (optional)"),
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
        words = str(_("There is nothing called “{}” to ask here. Known are: {}."))
        problems = [words.format(short(name), known) for name in sorted(names)]
        if not _is_here(data.get("page", "")):
            problems.append(str(NOT_HERE))
        if data.get("sent", "") not in {"", "1"}:
            problems.append(str(_("“sent” is 1 or absent.")))
        return problems

    def clean_page(self) -> str:
        page = str(self.cleaned_data["page"])
        if not _is_here(page):
            raise ValidationError(NOT_HERE)
        return page

    def clean_message(self) -> str:
        message = str(self.cleaned_data["message"]).strip()
        if self.data.get("website"):
            raise ValidationError(_("This looks like an automatic message."))
        return message
