"""Where Django looks for the formats of the site's language."""
