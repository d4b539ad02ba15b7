"""The two kinds of trouble a person can be told about; everything else is a bug."""


class Trouble(Exception):  # noqa: N818 - the ward's word, not a pattern's
    """Something the person at the screen can be told and can act on.

    Args:
        what: What happened, one sentence in the reader's words.
        do: What to do now, one sentence.
        kept: What was kept or left as it was; empty where nothing was at stake.
    """

    def __init__(self, what: str, do: str, *, kept: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.do = do
        self.kept = kept

    def sentence(self) -> str:
        """Return what happened, what was kept and what to do, in that order."""
        return " ".join(part for part in (self.what, self.kept, self.do) if part)


class Refused(Trouble):
    """A rule or an access right says no; nothing was changed."""


class Unavailable(Trouble):
    """The disk, a lock, the network or a file says no; it may work later."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the same thing first; both versions are kept.

    Args:
        what: What happened, naming who changed it and when.
        do: What to do now.
        theirs: The version that now stands, for the screen to show beside ours.
    """

    def __init__(self, what: str, do: str, *, theirs: object = None) -> None:
        super().__init__(what, do, kept="Your version is kept beside it.")
        self.theirs = theirs
