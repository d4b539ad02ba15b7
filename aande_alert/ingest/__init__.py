"""Bytes from feeds and lists into domain messages, or into problems in words; never touches the store."""
