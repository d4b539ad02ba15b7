"""The ward's words, checked."""
