"""The admin's pages are loaded by the addresses of the site, and by the checks, not by a start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKED = """
import sys, django
django.setup()
from django.contrib import admin
from django.core.checks import run_checks
from proxies.models import AttackEvent
assert {*sys.modules}.isdisjoint({"proxies.admin", "proxies.web.urls"})
class Wrong(admin.ModelAdmin):
    list_display = ["no_such_column"]
admin.site.register(AttackEvent.targets.through, Wrong)
print(*(each.id for each in run_checks(tags=["admin"])))
print(admin.site.is_registered(AttackEvent))
"""


def test_a_start_loads_no_page_of_the_admin_and_its_checks_load_them_all() -> None:
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", CHECKED], cwd=ROOT, env=os.environ, capture_output=True, check=True
    )
    assert done.stdout.decode().split() == ["admin.E108", "True"]
