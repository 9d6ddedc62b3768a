"""Which file's template runs: Jinja compiles each under the name of its file."""

import sys
from types import FrameType

_OF_TEMPLATES = "debug_info"  # among the globals of what Jinja compiled


def template_that_asks() -> str:
    """The file of the template, or of the macro, whose code runs; empty where none does."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and _OF_TEMPLATES not in frame.f_globals:
        frame = frame.f_back
    return "" if frame is None else frame.f_code.co_filename
