"""Finding a person: by number, name in any order, date of birth, postcode or telephone."""

from aande_alert.ui.pages.find.page import FindPage

__all__ = ["FindPage"]
