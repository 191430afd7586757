"""The site as it answers, recorded: a change of any byte that a reader is sent fails here.

The record is that of the seeds, the clock stands still, and every answer is held against what
stands in `files/`: the texts of some addresses whole, the digests of all others. What readers are
meant to see otherwise is recorded anew by `make golden`, and its diff reviewed like code.

Where a digest differs, the answers themselves can be compared. Run these tests on both commits
with PROXIES_GOLDEN_ANSWERS naming a folder (another for each), which takes every answer as a file,
and let `diff -r` tell.
"""
