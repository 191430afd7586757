"""The same question in other forms, with the same numbers as its page."""
