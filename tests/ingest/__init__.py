"""What comes in, byte by byte."""
