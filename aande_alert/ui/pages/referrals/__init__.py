"""Every referral that is not closed, what is due first first."""

from aande_alert.ui.pages.referrals.page import ReferralsPage

__all__ = ["ReferralsPage"]
