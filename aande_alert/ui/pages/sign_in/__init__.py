"""The first screen: the store's passphrase where one is needed, then name and password; also the lock."""

from aande_alert.ui.pages.sign_in.page import SignInPage

__all__ = ["SignInPage"]
