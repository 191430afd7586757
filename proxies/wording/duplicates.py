"""What speaks for two records being one event, or against it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from proxies.methods.duplicates import Sign, SignKind

SIGNS: dict[str, Any] = {
    SignKind.SAME_DAY: _("the same day"),
    SignKind.SAME_DAYS: _("the same days"),
    SignKind.DAYS_OVERLAP: _("their days overlap"),
    SignKind.A_DAY_APART: _("a day apart"),
    SignKind.SAME_PLACE: _("the same place"),
    SignKind.WITHIN_REACH: _("%(figure).0f km apart, within what the places are located to"),
    SignKind.SAME_PARTIES: _("the same parties"),
    SignKind.PARTIES_IN_COMMON: _("parties in common"),
    SignKind.PARTIES_TIED: _("parties that belong together"),
    SignKind.OTHER_PARTIES: _("other parties"),
    SignKind.SAME_TARGET: _("the same target"),
    SignKind.OTHER_TARGETS: _("other targets"),
    SignKind.SAME_WEAPON: _("the same weapon"),
    SignKind.OTHER_WEAPONS: _("other weapons"),
    SignKind.SAME_KILLED: _("the same number of killed: %(figure)d"),
    SignKind.KILLED_OVERLAP: _("figures of killed that overlap"),
    SignKind.KILLED_DIFFER: _("figures of killed that do not overlap"),
    SignKind.BOTH_LISTED: _("their source lists both"),
}


def sign_in_words(sign: Sign, names: Mapping[str, str]) -> str:
    """As "the same parties: Houthis"; `names` are those of actors, by slug."""
    words = str(SIGNS[sign.kind]) % {"figure": sign.figure}
    about = ", ".join(names.get(slug, slug) for slug in sign.about)
    return f"{words}: {about}" if about else words
