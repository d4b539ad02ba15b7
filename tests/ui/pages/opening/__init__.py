"""Tests of the opening page."""
