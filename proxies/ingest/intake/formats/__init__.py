"""Parsers of what comes in. They know no models, and nothing they read is fetched or run."""
