"""The demo hospital: counts, hard questions with true answers, the same from the same seed."""
