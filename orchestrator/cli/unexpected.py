"""What no command foresaw: a fault of seg, or a system that fails in a way nobody thought of."""


class Unexpected(Exception):
    """Raised from what it was, where nobody asked to see that as a traceback."""

    def __init__(self, text: str, exit_code: int) -> None:
        super().__init__(
            f"unexpected {text}\n  fix: run it again with --debug, and report what it prints"
        )
        self.exit_code = exit_code
