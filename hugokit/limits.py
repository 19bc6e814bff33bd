"""The bounds that keep any input within bounded time and memory (docs/explanation/limits.md), and of what is known."""

from __future__ import annotations

NEWEST_HUGO = (0, 168)
MAX_FILE_BYTES = 16 * 1024 * 1024
MAX_BLOCK_CHARS = 1024 * 1024
MAX_DEPTH = 64
MAX_ALIASES = 1_000
MAX_EXPANDED_NODES = 100_000
MAX_WHERE_CHARS = 4_096
MAX_FOLDERS_DEEP = 100
MAX_UNDO_RUNS = 20
MAX_UNDO_BYTES = 1024**3
STRAY_SECONDS = 3600
COMMENT_MARK = "hugokit:"
"""What every comment that ignores findings holds: a text without it is not looked at further."""
EXCERPT_BEFORE, EXCERPT_AFTER = 100, 200
FEW_FILES = 12_000
"""So many are checked in about a second; a second process would save little of it, for a third more of CPU time."""
BASELINE = ".hugokit-baseline"
"""The file of known findings, where nobody names another."""
