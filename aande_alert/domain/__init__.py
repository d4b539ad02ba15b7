"""The ward's words as frozen values: no input or output, no clock, no third-party import."""
