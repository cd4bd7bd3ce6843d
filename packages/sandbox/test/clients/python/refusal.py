class Refusal(Exception):
    """A service's error as a client told it."""

    def __init__(self, code, message, status, faults):
        super().__init__(f"{code}: {message}")
        self.code = code
        # Nothing where the client does not tell it.
        self.status = status
        # What is wrong with the form in which it came.
        self.faults = faults
