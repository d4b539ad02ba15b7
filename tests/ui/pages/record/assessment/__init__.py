"""The same rooms as the program has."""
