"""The referral tab: what is missing, the paper as it will print, help with words, signing and following."""

from aande_alert.ui.pages.record.referral.part import ReferralPart

__all__ = ["ReferralPart"]
