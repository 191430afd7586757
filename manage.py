#!/usr/bin/env python
"""Run a management command; without DATABASE_URL the embedded PostgreSQL is started for it."""

import os
import sys

from django.core.management import execute_from_command_line

from config.environment import SettingError
from config.postgres import embedded


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with embedded.database_for(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except (embedded.EmbeddedDatabaseError, SettingError) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit(130)
