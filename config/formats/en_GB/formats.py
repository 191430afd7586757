"""Days in the forms of the admin: 2025-01-31, or with the month in words, never 03/04/2025."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y"]
