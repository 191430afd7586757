"""News comes in: channels are read, items kept, matched and clustered; none is published."""
