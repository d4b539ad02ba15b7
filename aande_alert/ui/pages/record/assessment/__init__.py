"""The assessment: ten steps, the step's form in the middle, prompts beside it."""

from aande_alert.ui.pages.record.assessment.part import AssessmentPart

__all__ = ["AssessmentPart"]
