"""Stories: the real program, started as it is started, worked with keys, on a real store."""
