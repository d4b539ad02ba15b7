"""Clinical rules as pure functions: a record in, findings out; their words and thresholds are content."""
