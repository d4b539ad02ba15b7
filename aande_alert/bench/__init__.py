"""`aande-alert bench`: what the program costs, each figure beside its floor, measured in one run.

Floor and ours take turns, so that a busy machine slows both; the ratio is what counts, and absolute times
are printed and never asserted. Nothing here is used by the rest of the program.
"""

from aande_alert.bench.run import measure

__all__ = ["measure"]
