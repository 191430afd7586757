"""What the terms that readers meet mean: one definition of each, in one place.

A file per chapter of the page; `entries.py` finds a term by its code.
"""
