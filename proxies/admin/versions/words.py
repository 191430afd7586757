"""What an editor is told whose record somebody else changed."""

from __future__ import annotations

from django.db.models import Model

from proxies.queries.authors import Author, Authorship

CHANGED = (
    "Not saved: somebody else changed this record after you opened it. What you typed is still in "
    "the form; what they changed and you had left as it was has been taken over. Compare the "
    "versions at the top, correct what needs it, and save again."
)
NOTHING_DONE = (
    "Nothing was done: {words}, after this page was opened. Look at it as it is now, and choose "
    "again if it is still right."
)
UNKNOWN = (
    "Nothing was done: the page that was sent did not say which version of “{row}” it showed. Look "
    "at it as it is now, and choose again."
)
ROW_UNKNOWN = (
    "Not saved: the list that was sent did not say which version of “{row}” it showed. Save again "
    "if what stands here is right."
)
ROW_CHANGED = (
    "Not saved: {words}, after this list was opened. {differences} Save again if what stands here "
    "is right."
)
DIFFERENCE = "{}: was {}; is now {}; you sent {}."
SOMEBODY = "“{row}” was changed meanwhile"
BY = "“{row}” was changed by {who}, {at} UTC"


def by_whom(row: Model) -> str:
    """Which row was changed, by whom and when, as far as it is known."""
    author: Author | None = Authorship(row).of(row)
    if author is None:
        return SOMEBODY.format(row=row)
    return BY.format(row=row, who=author.who, at=f"{author.at:%-d %b %Y, %H:%M}")
