"""Data entry, whose pages are all loaded whichever of these tests are run."""

from django.contrib import admin

admin.autodiscover()
