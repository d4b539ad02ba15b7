"""The page worked with keys on a real store."""
