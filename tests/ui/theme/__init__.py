"""Tests of the window/theme."""
