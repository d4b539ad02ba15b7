"""Drawings: layout, figures and the words that stand for them."""
