"""The desk: what came in, by day and front, and what an editor decides of it.

For those who may use it alone. Its pages are made anew each time, kept by nobody and in no index.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proxies.actions.deciding import DecidedError, HeldError, cluster_of, may_publish, take
from proxies.actions.taking_back import NotUndoneError, undo
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.matching import match_now
from proxies.ingest.intake.pasting import bare_item, is_address, item_of
from proxies.models import Cluster, Decision
from proxies.queries.called import candidates_of, names_to_offer
from proxies.queries.desk_figures import desk_figures as figures_of_the_desk
from proxies.queries.inbox import (
    ClusterLookup,
    channel_health,
    find_cluster,
    inbox,
    last_decision_of,
)
from proxies.vocab.desk import WITH_FORM
from proxies.vocab.intake import DecisionKind
from proxies.web.forms.desk import FORMS
from proxies.web.forms.desk_base import DeskForm
from proxies.web.forms.filters import short
from proxies.web.views.desk_saving import (
    OPENED,
    Outcome,
    key_in,
    opened_now,
    overtaken_in_words,
    publishes,
    save,
    try_out,
)
from proxies.web.views.page import render_page
from proxies.web.views.unsent import unsent

USE = "proxies.use_desk"
View = Callable[..., HttpResponse]
ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /desk/\n"


def at_the_desk(view: View) -> View:
    """A page of the desk: for those who may use it; others get the login, or are told so."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user = request.user
        response: HttpResponse
        if not user.is_authenticated and request.method == "POST":
            response = unsent(request, 401)
        elif not user.is_authenticated:
            response = redirect_to_login(request.get_full_path(), reverse("admin:login"))
        elif not (user.is_staff and user.has_perm(USE)):
            raise PermissionDenied
        else:
            response = view(request, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def robots_txt(request: HttpRequest) -> HttpResponse:
    """What programs that make indexes are asked to leave out."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """The inbox; an address that is pasted becomes an item at once."""
    if request.method == "POST":
        return _pasted(request)
    return _inbox_page(request)


def _pasted(request: HttpRequest) -> HttpResponse:
    address, bare = request.POST.get("address", ""), "bare" in request.POST
    try:
        item = bare_item(address) if bare else item_of(address)
    except FetchError as error:
        offer = not bare and is_address(address)
        shown = {"paste_problem": str(error), "pasted": address, "offers_bare": offer}
        return _inbox_page(request, status=400, **shown)
    match_now(item.pk)
    return redirect("desk-cluster", pk=cluster_of(item).pk)


def _inbox_page(request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
    done = _decision(request, "done")
    records = candidates_of([done.record]) if done and done.record else {}
    context = {"title": _("Desk"), "done": done, "records": records, **shown}
    return _render(request, "desk.html", context, status)


def _decision(request: HttpRequest, name: str) -> Decision | None:
    """The decision that an address names, where it is one of the reader's own."""
    key = key_in(request.GET.get(name, ""))
    own = Decision.objects.filter(by=request.user.pk).select_related("cluster", "by")
    return own.filter(pk=key).first()


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def desk_cluster(request: HttpRequest, pk: int) -> HttpResponse:
    """One cluster: its items by origin, and the form of a decision."""
    lookup = _found(pk)
    given = request.POST if request.method == "POST" else request.GET
    asked = given.get("decide", "")
    if request.method != "POST" and not asked:
        return _cluster_page(request, lookup)
    if asked not in [kind.value for kind in DecisionKind]:
        problem = _("There is no decision called “%(name)s”.") % {"name": short(asked)}
        return _cluster_page(request, lookup, problem=problem, status=400)
    kind = DecisionKind(asked)
    if request.method == "POST":
        return _decide(request, lookup, kind)
    opens = kind in WITH_FORM and lookup.waiting and _is_free(request, lookup)
    return _cluster_page(request, lookup, FORMS[kind](lookup) if opens else None, wanted=asked)


def _is_free(request: HttpRequest, lookup: ClusterLookup) -> bool:
    """Whether a cluster is one's own to decide, now that its form is asked for."""
    try:
        take(lookup.cluster.pk, request.user)
    except (HeldError, DecidedError):
        return False
    return True


def _decide(request: HttpRequest, lookup: ClusterLookup, kind: DecisionKind) -> HttpResponse:
    form = FORMS[kind](lookup, request.POST) if kind in WITH_FORM else None
    preview = request.POST.get("do") == "preview" and form is not None
    sent = (request, lookup, kind, form)
    outcome = try_out(request, lookup, form) if preview and form else save(*sent)
    if outcome.decision is not None:
        onwards = f"#c{outcome.next}" if outcome.next else ""
        return redirect(f"{reverse('desk')}?done={outcome.decision.pk}{onwards}")
    if outcome.overtaken:
        lookup = _found(lookup.cluster.pk)
    return _cluster_page(request, lookup, form, outcome=outcome, status=outcome.status)


@at_the_desk
@require_POST
def desk_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a cluster to decide it: it is one's own for a while."""
    kind = request.POST.get("decide", "")
    try:
        take(pk, request.user, over="over" in request.POST)
    except Cluster.DoesNotExist as error:
        raise Http404 from error
    except (HeldError, DecidedError) as error:
        problem = overtaken_in_words(error, typed=False)
        return _cluster_page(request, _found(pk), problem=problem, wanted=kind, status=409)
    known = kind in [one.value for one in WITH_FORM]
    request.session[OPENED] = {str(pk): request.POST.get(OPENED, "")}
    address = reverse("desk-cluster", args=[pk])
    return redirect(f"{address}?decide={kind}" if known else address)


@at_the_desk
@require_POST
def desk_undo(request: HttpRequest) -> HttpResponse:
    """Take a decision back."""
    try:
        decision = undo(key_in(request.POST.get("decision", "")), request)
    except Decision.DoesNotExist as error:
        raise Http404 from error
    except NotUndoneError as error:
        return _inbox_page(request, status=409, problem=str(error))
    return redirect(f"{reverse('desk-cluster', args=[decision.cluster_id])}?undone={decision.pk}")


@at_the_desk
@require_GET
def desk_figures(request: HttpRequest) -> HttpResponse:
    """How long decisions take, and what becomes of suggestions."""
    context = {"title": _("Figures of the desk"), "figures": figures_of_the_desk()}
    return _render(request, "desk_figures.html", context)


def _found(key: int) -> ClusterLookup:
    lookup = find_cluster(key)
    if lookup is None:
        raise Http404
    return lookup


def _cluster_page(
    request: HttpRequest,
    lookup: ClusterLookup,
    form: DeskForm | None = None,
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    outcome = shown.pop("outcome", None) or Outcome()
    chosen = form["items"].value() if form and "items" in form.fields else None
    last = lookup.last
    held = lookup.holder if lookup.holder and lookup.holder.key != request.user.pk else None
    context = {
        "title": lookup.cluster.title,
        "lookup": lookup,
        "form": form,
        "may_publish": bool(form and may_publish(request, form.kind)),
        "publishes": bool(form and publishes(request, form)),
        "chosen": [*map(str, chosen or ())],
        "choosing": chosen is not None,
        "held": held,
        "shown": ",".join(str(item.pk) for item in lookup.items),
        "outcome": outcome,
        "opened": _opened(request, lookup, form),
        "offered": names_to_offer() if form else {},
        "records": candidates_of([last.record]) if last and last.record else {},
        "undone": _decision(request, "undone"),
        **shown,
    }
    return _render(request, "desk_cluster.html", context, status)


def _opened(request: HttpRequest, lookup: ClusterLookup, form: DeskForm | None) -> str:
    """When the cluster was opened: of a form, before it was asked for."""
    taken: Mapping[str, str] = request.session.get(OPENED, {}) if form else {}
    return request.POST.get(OPENED) or taken.get(str(lookup.cluster.pk)) or opened_now()


def _render(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page with what every page of the desk shows beside its own."""
    number = request.GET.get("page", "1")
    known = key_in(number) > 0
    status = status if known else 400
    full = {
        "canonical": "",
        "inbox": inbox(key_in(number) or 1),
        "wrong_page": "" if known else short(number),
        "channels": channel_health(),
        "last_decision": last_decision_of(request.user),
        **context,
    }
    return render_page(request, template, full, status=status)
