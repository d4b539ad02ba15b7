"""The pages, worked with keys on a real store."""
