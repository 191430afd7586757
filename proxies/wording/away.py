"""What is said while the database is away."""

from django.utils.translation import gettext_lazy as _

AWAY_IN_WORDS = _(
    "The database does not answer at the moment, so there is no answer to this. Nothing is lost. "
    "Ask again in some seconds."
)
BROKEN_OFF = _(
    "THIS FILE IS INCOMPLETE: the database went away while it was made. Download it again."
)
