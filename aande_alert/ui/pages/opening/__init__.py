"""Before there is anybody to sign in: making a store, opening one, and what stands in the way of either."""

from aande_alert.ui.pages.opening.page import Doors, OpeningPage

__all__ = ["Doors", "OpeningPage"]
