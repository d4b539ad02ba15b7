"""Is this the same child? An arrival beside a register entry, field by field, and a person's decision."""

from aande_alert.ui.pages.match.page import MatchPage

__all__ = ["MatchPage"]
