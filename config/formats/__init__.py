"""How days are written and read in forms."""
