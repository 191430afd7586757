"""News comes in: channels are read, their items kept, and nothing of it is published."""
