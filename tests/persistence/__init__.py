"""The store: what is kept, and what is found again."""
