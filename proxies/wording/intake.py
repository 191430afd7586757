"""What happened when something was fetched or read, in words for editors."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

FAULTS = {
    "scheme": gettext_lazy(
        "“%(address)s” is no web address: it must begin with http:// or https://."
    ),
    "user": gettext_lazy(
        "The address holds a user name or a password before %(address)s: take it out."
    ),
    "host": gettext_lazy("“%(address)s” cannot be read as a web address."),
    "number": gettext_lazy(
        "%(host)s is a number in a form that hides which machine it means; it is not asked."
    ),
    "port": gettext_lazy(
        "Port %(port)s is not asked; the operator can allow it (INTAKE_ALLOWED_HOSTS)."
    ),
    "private": gettext_lazy(
        "%(host)s leads to a private or local address and was not asked; the operator can allow a "
        "host (INTAKE_ALLOWED_HOSTS)."
    ),
    "unknown": gettext_lazy("No server is known under the name %(host)s."),
    "connect": gettext_lazy("%(host)s does not answer."),
    "certificate": gettext_lazy("The certificate of %(host)s is not valid."),
    "broken": gettext_lazy("%(host)s ended its answer before it was whole."),
    "slow": gettext_lazy("%(host)s took too long to answer."),
    "busy": gettext_lazy("%(host)s is being read by another process, for too long to wait."),
    "away": gettext_lazy("%(host)s asked to be left alone until %(until)s."),
    "later": gettext_lazy("%(host)s asks to come back later (status %(status)s)."),
    "gone": gettext_lazy("There is nothing at this address any more (status %(status)s)."),
    "denied": gettext_lazy("%(host)s does not let us in (status %(status)s)."),
    "status": gettext_lazy("%(host)s answers with an error (status %(status)s)."),
    "redirects": gettext_lazy("The address leads on more than %(most)s times."),
    "nowhere": gettext_lazy("%(host)s leads on (status %(status)s) and does not say where."),
    "robots": gettext_lazy("The site's robots.txt asks not to read %(address)s."),
    "kind": gettext_lazy("This is a file of the kind %(kind)s, which is not read."),
    "packed": gettext_lazy("The answer is packed (%(packing)s) in a way that cannot be read."),
    "too-large": gettext_lazy("The answer is larger than %(megabytes)s MB."),
    "empty": gettext_lazy("The answer is empty."),
    "login": gettext_lazy("A page that asks to log in came instead: “%(title)s”."),
}
"""By code of `FetchError`."""


def fetch_fault(code: str, **values: Any) -> str:
    """Why an address was not read."""
    if "until" in values:
        values["until"] = f"{values['until']:%-d %b %Y %H:%M} UTC"
    if "most" in values:
        values["megabytes"] = f"{values['most'] / 1024**2:.3g}"
    return str(FAULTS[code]) % values
