"""The arrivals board: everybody in the department now, and the alert card beside it."""

from aande_alert.ui.pages.arrivals.page import ArrivalsPage

__all__ = ["ArrivalsPage"]
