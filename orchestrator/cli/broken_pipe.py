"""What to do when whoever read the output has gone away."""

import os
from typing import TextIO


def stop_writing(stream: TextIO) -> None:
    """Let what is still written to `stream` vanish, the last flush of the interpreter too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
