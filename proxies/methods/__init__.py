"""The stated methods: one module each, with its statement, thresholds, `gather` and `judge`."""
