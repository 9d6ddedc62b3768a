"""The entry point: `seg`, and `python -m orchestrator`.

Help pages are files, because importing click takes three times as long as starting Python.
"""

import atexit
import gc
import os
import sys
from importlib import import_module
from os.path import dirname, exists, join

HELP_PAGES = join(dirname(__file__), "cli", "help")


def main() -> None:
    """Show a help page, or run the command line."""
    page = help_page(sys.argv[1:])
    if page is not None and exists(page):
        with open(page, encoding="utf-8") as file:
            if sys.stdout is not None:
                sys.stdout.write(file.read())
        return
    # Objects created while reading live until the command ends, so there is no garbage to collect
    # until reading is done, and little afterwards (`cli/saying.py`).
    gc.disable()
    try:
        import_module("orchestrator.cli.main").main()
    except KeyboardInterrupt:
        _end(130)
    except SystemExit as ended:
        _end(ended.code)


def _end(code: str | int | None) -> None:
    """End the process as Python does, but without destroying it object by object.

    If a thread is still running, or the output cannot be written, Python's normal shutdown runs.
    The output is None if the process was started without one.
    """
    threading = sys.modules.get("threading")
    is_alone = threading is None or threading.active_count() == 1
    if is_alone and (code is None or isinstance(code, int)):
        atexit._run_exitfuncs()
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            pass
        else:
            os._exit(code or 0)
    # The remaining objects need not be scanned for garbage either.
    gc.freeze()
    sys.exit(code)


def help_page(args: list[str]) -> str | None:
    """Return the file for `--help`, `build --help`, `source freshness --help`; otherwise None."""
    *words, last = args or [""]
    if last not in ("-h", "--help") or not all(word.isalpha() for word in words):
        return None
    return join(HELP_PAGES, "-".join(["seg", *words]) + ".txt")


if __name__ == "__main__":
    main()
