"""Parts that show frozen values and say what a person meant."""
