"""Fetching from the open web: safely, politely, and within limits."""
