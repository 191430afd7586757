"""News comes in: channels are read, their items kept, matched and put into clusters; nothing of it is
published."""
