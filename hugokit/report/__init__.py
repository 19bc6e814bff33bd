"""Findings and ledgers as text: for people, for programs. Nothing here writes anywhere."""
