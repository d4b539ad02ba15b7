"""The schema's history: one revision a change, on both engines, run from the program itself."""
