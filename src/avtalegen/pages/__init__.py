"""Comparisons as pages that people look at, and as values that programs read.

The command line reads the names of the formats here; formats.py knows how each is written.
"""

FORMATS = ("terminal", "markdown", "html", "csv", "json")
