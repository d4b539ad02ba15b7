"""Tests: they mirror the package, and tell its stories."""
