"""Tests of what leaves the program as bytes."""
