"""What comes in before it is part of the record: read, stored, matched, and put into clusters."""
