"""Triage questions: one page, answered in under a minute with keys alone."""

from aande_alert.ui.pages.triage.page import TriagePage

__all__ = ["TriagePage"]
