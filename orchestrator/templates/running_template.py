"""Finds the file of the running template: Jinja compiles each under the name of its file."""

import sys
from types import FrameType

_OF_TEMPLATES = "debug_info"  # a global variable of compiled templates


def running_template() -> str:
    """Return the file of the running template or macro; "" if none is running."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and _OF_TEMPLATES not in frame.f_globals:
        frame = frame.f_back
    return "" if frame is None else frame.f_code.co_filename
