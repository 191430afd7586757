"""That those named for an event cannot be all who did it, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from proxies.methods.acting import WrongSide

WRONG_SIDE = {
    WrongSide.OPPONENTS: _("only opponents of the factions are named"),
    WrongSide.FACTIONS: _("only factions are named for it"),
    WrongSide.NO_FACTION: _(
        "no faction is named for it. A patron is named as such; what it did itself is another "
        "direction (state-strike, or other)"
    ),
    WrongSide.NO_STATE: _(
        "no state is named for it. What others did is a faction-attack, a clash or other"
    ),
}
""""The direction says who attacked, but …"."""
