"""The rules, each asked something about a child."""
