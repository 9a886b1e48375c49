"""Rules for Norwegian hospital reports: is each requirement met, and is the report fit to send."""

from compliance._version import __version__

__all__ = ["__version__"]
