"""Screens: they ask services and hold no rules."""
