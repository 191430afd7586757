"""What is done in the background, in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy, ngettext_lazy

TASKS = {
    "try_or_import": gettext_lazy("Try or import a file"),
    "retry_stalled": gettext_lazy("Take up what killed workers left behind"),
    "sweep_uploads": gettext_lazy("Remove files about which nobody decided in time"),
    "forget_jobs": gettext_lazy("Remove jobs that ended long ago"),
    "visit_due": gettext_lazy("Look which channels are to be read"),
    "visit_channel": gettext_lazy("Read a channel whose time has come"),
    "match_waiting": gettext_lazy("Say what new items seem to be about"),
    "forget_texts": gettext_lazy("Remove texts of items that were kept long enough"),
    "fetch_datasets": gettext_lazy("Ask the services of datasets for new rows"),
    "fetch_dataset": gettext_lazy("Ask the service of a dataset now"),
    "forget_job_errors": gettext_lazy("Remove the errors of jobs that are gone or were done"),
}
"""Each task, by its name in the queue."""

ENDS = {
    "succeeded": gettext_lazy("done"),
    "failed": gettext_lazy("failed"),
    "aborted": gettext_lazy("broken off when its worker was asked to end"),
}

NO_ERROR = gettext_lazy("No error was noted; the log of the worker may say more.")


def task_in_words(name: str) -> str:
    """What a job does; of code that is gone, its bare name."""
    return str(TASKS.get(name, name))


def end_in_words(status: str) -> str:
    return str(ENDS.get(status, status))


EACH = (
    (24 * 60, ngettext_lazy("every day", "every %(number)s days", "number")),
    (60, ngettext_lazy("every hour", "every %(number)s hours", "number")),
    (1, ngettext_lazy("every minute", "every %(number)s minutes", "number")),
)
"""Minutes, and what is said of as many."""


def each_in_words(gap: timedelta) -> str:
    """How often something comes round, in the largest unit that says it exactly."""
    minutes = max(round(gap.total_seconds() / 60), 1)
    size, words = next(each for each in EACH if minutes % each[0] == 0)
    return str(words % {"number": minutes // size})
