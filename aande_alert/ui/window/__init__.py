"""The shell: one window, its bars, the pages it shows, the lock, and the order of a patient switch."""

from aande_alert.ui.window.shell import Window

__all__ = ["Window"]
