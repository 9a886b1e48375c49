"""Hypothesis profiles: `make test` tries the same examples every time, `make fuzz` many new ones."""

import os

from hypothesis import settings

settings.register_profile(
    "default", deadline=None, derandomize=True, database=None, max_examples=15
)
settings.register_profile("fuzz", deadline=None, max_examples=500, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
