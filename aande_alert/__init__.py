"""A&E Alert: no child on a child protection plan passes triage unnoticed."""

__version__ = "0.1.0"
