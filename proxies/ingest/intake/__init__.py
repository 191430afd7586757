"""News comes in: channels are read, items kept, matched and clustered; nothing of it is published."""
