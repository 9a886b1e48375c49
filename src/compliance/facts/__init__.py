"""Submission and rule book become named exact facts, or the reason why there is none.

`cases` says what is to be assessed, `values` reads what was written, `judged` finds value, target and
baseline of each case, `observed` holds the facts that the checks ask about.
"""
