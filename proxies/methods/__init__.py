"""Methods: pure judgements, facts in and values out.

Beside each that the page of methods shows stands its reviewed statement, `<method>.md`: the text
with markers for the constants of the code, and at its head the title, the reason for each
threshold, the thresholds that other methods lend it, and what changed from version to version.
"""
