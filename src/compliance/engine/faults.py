"""What is raised when the engine did not do its job."""


class EngineFault(Exception):
    """The engine failed or disagrees with the exact evaluator, so nothing it said may be used.

    Attributes:
        detail: What happened, for the one line that a user sends to the developers.
    """

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail
