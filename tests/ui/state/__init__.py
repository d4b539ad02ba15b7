"""Tests of what the window shows, decided without Qt."""
