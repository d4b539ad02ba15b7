"""Passwords, keys, access and the audit chain."""
