"""The attendance log: every attendance under 18, filtered, read and reviewed."""

from aande_alert.ui.pages.log.page import LogPage

__all__ = ["LogPage"]
