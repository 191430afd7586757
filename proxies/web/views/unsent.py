"""Forms of the desk that could not be taken, since who sent them is not logged in, or logged in
anew meanwhile: a page keeps what was typed, to be sent again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from proxies.web.views.page import render_page

UNTYPED = frozenset(
    {"given", "opened", "keys", "shown", "seen", "items", "decide", "do", "anyway", "over"}
)
"""Fields that the page itself fills in, and buttons."""
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field


def unsent(request: HttpRequest, status: int) -> HttpResponse:
    """What was typed, with a button that sends it again, and a way to log in beside it."""
    lists = [(name, some) for name, some in request.POST.lists() if name != TOKEN]
    sent = [(name, one) for name, some in lists for one in some]
    context = {
        "title": _("Not sent yet"),
        "canonical": "",
        "sent": sent,
        "typed": [(name, one) for name, one in sent if one and name not in UNTYPED],
        "logged_in": request.user.is_authenticated,
        "login": f"{reverse('admin:login')}?{urlencode({'next': reverse('desk')})}",
    }
    response = render_page(request, "desk_unsent.html", context, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def refused_form(request: HttpRequest, reason: str = "", **options: Any) -> HttpResponse:
    """A form whose token is of another login: at the desk it is kept, where it came from our own
    page; elsewhere, or from elsewhere, it is refused."""
    at_the_desk = request.path.startswith(reverse("desk"))
    if at_the_desk and _is_our_own(request) and not request.FILES:
        return unsent(request, 403)
    return csrf_failure(request, reason, **options)


def _is_our_own(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages sent it; no other site can say so."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == own
