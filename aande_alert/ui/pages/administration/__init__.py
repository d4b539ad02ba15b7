"""Administration: registers, feeds, people, the hospital, the audit trail, backups; nothing clinical."""

from aande_alert.ui.pages.administration.page import AdministrationPage

__all__ = ["AdministrationPage"]
