"""The use cases: each asks whether this person may, does it, and writes it down, in one transaction."""
