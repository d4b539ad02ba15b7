"""The tour: the real window driven through the main job, with a picture of every screen."""

from aande_alert.ui.tour.guide import SIGHTS, Guide, Sight
from aande_alert.ui.tour.story import main_job

__all__ = ["SIGHTS", "Guide", "Sight", "main_job"]
