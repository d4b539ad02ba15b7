"""Colours, sizes, icons and the style sheet; the only place that sets one."""
