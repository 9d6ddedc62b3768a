"""Run by dbt's own Python: a line with arguments comes in, a line with dbt's answer goes out.

dbt takes three seconds to start, so that one process serves all commands of a project. Each runs in
a fork of it, as dbt keeps the database open until its process ends.
"""

import json
import os
import sys
from contextlib import redirect_stdout

from dbt.adapters.duckdb import impl  # noqa: F401  (imported before the first command forks)
from dbt.cli.main import dbtRunner


def main() -> None:
    """Answer line by line, until there is no other."""
    for line in sys.stdin:
        if child := os.fork():
            os.waitpid(child, 0)
            # The line ends here, when the database is free again.
            sys.stdout.write("\n")
            sys.stdout.flush()
        else:
            answer(json.loads(line))
            os._exit(0)


def answer(arguments: list[str]) -> None:
    """Run a command, and write how it ended and what it listed."""
    with redirect_stdout(sys.stderr):
        result = dbtRunner().invoke(arguments)
    code = 0 if result.success else 1 if result.exception is None else 2
    listed = result.result if isinstance(result.result, list) else []
    lines = [text for text in listed if isinstance(text, str)]
    sys.stdout.write(json.dumps({"exit_code": code, "lines": lines}))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
