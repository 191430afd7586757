#!/usr/bin/env python
"""Run a management command; without DATABASE_URL the embedded PostgreSQL is started for it."""

import os
import sys

from config import embedded


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    with embedded.database_for(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
