"""Datasets fetched from the services of those who make them, into a trial that an editor decides.

What is said here of UCDP's and ACLED's services is from their own documentation, in our words:
docs/fetching.md names it.
"""
