"""Passwords, access, audit chain and keys; no SQL and no Qt."""
