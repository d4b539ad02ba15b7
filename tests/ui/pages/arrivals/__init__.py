"""The arrivals page: the board, its filters and keys, the alert card beside it."""
