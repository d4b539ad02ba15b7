"""Timeline, body map and charts as lists of shapes; no painter of their own."""
