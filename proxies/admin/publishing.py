"""Draft, review, published: who may do what, and what the admin says about it.

Those who hold `publish_<model>` save as published unless they choose otherwise, and may change
anything; others enter drafts, send them for review, and may look at what is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import format_html

from proxies.actions.causes import WrongDayError
from proxies.actions.publishing import (
    ENTERED,
    ReasonMissingError,
    publish,
    seen,
    submit,
    take_back,
    withdraw,
)
from proxies.admin.base import EntryAdmin, column, copying
from proxies.admin.causes import FIELD as CAUSE
from proxies.admin.causes import CauseForm, check_record, code_of
from proxies.admin.confirming.page import RowsOf
from proxies.admin.confirming.rules import early_reports
from proxies.admin.fields import group
from proxies.admin.reasons import ASKED, ask_reason, reason_of
from proxies.admin.slugs import SluggedForm
from proxies.models.base import Publishable, choices
from proxies.models.knowledge import GONE
from proxies.vocab import WorkflowState

STATE_FIELDSET = group(
    "Publishing",
    ("state", "discount_reason", ("entered_in_error", "withdrawn")),
    "Drafts can be deleted. What has been published is never deleted: set its "
    "state to discounted, say why, and which of the two it is: entered in error, or known to be "
    "wrong since a day.",
)

STATE = '<span class="state state-{0}">{0}</span>'  # so that drafts stand out
PUBLISHED = "Published: it shows on the site."
DRAFT = {
    True: "Saved as draft: it does not show on the site until you set its state to published.",
    False: "Saved as draft: an editor publishes it. Set its state to review when it is ready.",
}
REVIEW = "Sent for review: an editor publishes it."
OTHER = "Saved, and no longer shown as a published record: its state is {state}."
NOT_DELETED = (
    "Nothing was deleted: {number} of these have been published. Choose “Discount”, which asks for "
    "the reason, instead; only drafts can be deleted."
)
COPIED = "This is a copy, saved as a draft under the slug “{slug}”: change what differs."
NOT_WITHDRAWN = (
    "Only a discounted record is withdrawn. Set the state to discounted and say why; or clear this."
)
STATE_HELP = {
    True: "You may publish: what you save shows on the site unless you choose another state.",
    False: "You enter drafts; choose review when it is ready, and an editor publishes it.",
}


class PublishableForm(SluggedForm):
    """A record with a state; discounting it asks for the reason, and since when it is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if CAUSE in self.fields:
            self.initial[CAUSE] = code_of(self.instance, gone=self.instance.state in GONE)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("state") == WorkflowState.DISCOUNTED and not data.get("discount_reason"):
            self.add_error(
                "discount_reason", "Say why this record no longer counts: readers are shown it."
            )
        if CAUSE not in self.fields:
            return data
        if data.get("state") in GONE:
            check_record(self, data)
        elif data.get("state"):  # what was there goes with the state
            typed = {"withdrawn", CAUSE} & {*self.changed_data}
            for name in (one for one in typed if data.get(one) not in (None, "")):
                self.add_error(name, NOT_WITHDRAWN)
        data[CAUSE] = bool(data.get(CAUSE))
        return data


class PublishableAdmin(EntryAdmin):
    """A page of a record that goes through draft and review."""

    form = PublishableForm
    stage = column("state", lambda row: format_html(STATE, row.state), "state")
    actions: Any = ("publish", "back_to_draft", "send_for_review", "discount")
    judged_actions: ClassVar[Any] = {
        "publish": {"state__in": ENTERED},
        "send_for_review": {"state": WorkflowState.DRAFT},
    }

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    has_publish_permission = may_publish

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        own = obj is None or obj.state in ENTERED or self.may_publish(request)
        return own and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts only: what readers have seen is withdrawn with a reason, not deleted."""
        return (obj is None or obj.state in ENTERED) and super().has_delete_permission(request, obj)

    def doubts(self, record: Any, rows: RowsOf) -> Iterable[str]:
        return early_reports(str(self.opts.model_name), record, rows)

    def get_actions(self, request: HttpRequest) -> Any:
        actions: dict[str, Any] = super().get_actions(request)
        if "delete_selected" in actions:
            drafts = (delete_drafts, "delete_selected", "Delete the selected drafts")
            actions["delete_selected"] = drafts
        return actions

    def is_public(self, obj: Any) -> bool:
        return bool(obj.state == WorkflowState.PUBLISHED)

    def is_seen(self, obj: Any) -> bool:
        return obj.state not in ENTERED

    def formfield_for_choice_field(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "state":
            may = self.may_publish(request)
            kwargs["help_text"] = STATE_HELP[may]
            kwargs["initial"] = (WorkflowState.PUBLISHED if may else WorkflowState.DRAFT).value
            kwargs["choices"] = choices(WorkflowState if may else ENTERED)
            kwargs["widget"] = forms.Select()
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def as_copy(self, data: QueryDict, original: Any) -> QueryDict:
        data = super().as_copy(data, original)
        data["state"] = WorkflowState.DRAFT.value
        return data

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        if copying(request):
            self.message_user(request, COPIED.format(slug=obj.slug), messages.WARNING)
        self.say_state(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        self.say_state(request, obj)
        return response

    def say_state(self, request: HttpRequest, obj: Publishable) -> None:
        """Say what became of the record, and where it can be seen."""
        if obj.state == WorkflowState.PUBLISHED:
            link = format_html('{} <a href="{}">See it.</a>', PUBLISHED, self.view_on_site(obj))
            self.message_user(request, link)
            return
        entered = {"draft": DRAFT[self.may_publish(request)], "review": REVIEW}
        text = entered.get(obj.state, OTHER.format(state=obj.state))
        self.message_user(request, text, messages.WARNING)

    @admin.action(description="Publish the selected records", permissions=["publish"])
    def publish(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        moved, bare = publish(rows, reason_of(request))
        for row in bare:
            text = f"Not published: “{row}” has no report yet. Add one on its page."
            self.message_user(request, text, messages.ERROR)
        self.say_moved(request, moved, "published")

    @admin.action(description="Take the selected records back to draft", permissions=["publish"])
    def back_to_draft(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        try:
            moved = take_back(self.movable(request, rows), reason_of(request))
        except ReasonMissingError as error:
            return ask_reason(self, request, error.rows, "back_to_draft", "Take back to draft")
        self.say_moved(request, moved, "taken back to draft")
        return None

    @admin.action(description="Discount the selected records", permissions=["publish"])
    def discount(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        """What deletion is for a draft: it no longer counts, on any day or from one on, and says
        why."""
        rows, moved = seen(self.movable(request, rows)), []
        form = CauseForm(request.POST if ASKED in request.POST else None)
        if rows.exists():
            try:
                moved = withdraw(rows, reason_of(request), form.decided) if form.is_valid() else []
            except (ReasonMissingError, WrongDayError) as error:
                if isinstance(error, WrongDayError):
                    form.add_error("since", str(error))
            if not moved:
                return ask_reason(self, request, list(rows), "discount", "Discount", form)
        self.say_moved(request, moved, "discounted")
        return None

    @admin.action(description="Send the selected drafts for review", permissions=["change"])
    def send_for_review(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.say_moved(request, submit(rows, reason_of(request)), "sent for review")

    def movable(self, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that may be moved to another state from a list."""
        return rows

    def say_moved(self, request: HttpRequest, moved: Sequence[Publishable], done: str) -> None:
        for row in moved:
            self.log_change(request, row, [{"changed": {"fields": ["State"]}}])
        level = messages.SUCCESS if moved else messages.WARNING
        records = "1 record" if len(moved) == 1 else f"{len(moved)} records"
        self.message_user(request, f"{records} {done}.", level)


def delete_drafts(
    page: PublishableAdmin, request: HttpRequest, rows: QuerySet[Any]
) -> HttpResponse | None:
    """Django's own action, once it is sure that readers have seen none of the records."""
    seen = rows.exclude(state__in=ENTERED).count()
    if seen:
        page.message_user(request, NOT_DELETED.format(number=seen), messages.ERROR)
        return None
    return delete_selected(page, request, rows)
