"""A record: the patient's banner, the alert strip, and one tab for each part of the story."""

from aande_alert.ui.pages.record.page import RecordPage

__all__ = ["RecordPage"]
