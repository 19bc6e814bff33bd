"""Text as it is on disk: decoding without loss, places, edits."""
