"""The entry point: `seg`, and `python -m orchestrator`.

The help page is a file, because importing click takes three times as long as starting Python.
"""

import gc
import sys
from importlib import import_module
from os.path import dirname, join

HELP_PAGE = join(dirname(__file__), "cli", "help.txt")


def main() -> None:
    """Show the help page, or leave the arguments to the command line proper."""
    if sys.argv[1:] in (["-h"], ["--help"]):
        with open(HELP_PAGE, encoding="utf-8") as page:
            sys.stdout.write(page.read())
        return
    # What a command reads lives to its end: looking for garbage as often as Python does is wasted.
    gc.set_threshold(50_000, 20, 20)
    try:
        import_module("orchestrator.cli.main").main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
