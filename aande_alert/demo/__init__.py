"""A fictional hospital, seeded, made only through services."""
