"""`python -m tests.engines.spark`: builds on Spark, in an environment that has it and Java 17.

The environment is made from PyPI where there is none. A file of `on_spark/` as the first argument
is the only one that runs; what follows goes to pytest.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.dialects.spark.querying import ENVIRONMENT
from tests.environments import python_in

ROOT = Path(__file__).parents[3]


def main(typed: list[str]) -> int:
    """Run the tests; 0 where there is no Java, which is said."""
    if shutil.which("java") is None:
        sys.stdout.write("there is no Java: what runs on Spark is not tested\n")
        return 0
    needed = ("--editable", f"{ROOT}[models,spark]", "hypothesis>=6.100", "pytest>=8.3")
    python = python_in(ENVIRONMENT, "pytest", needed)
    tests = Path(__file__).parent / "on_spark"
    is_of_file = bool(typed) and typed[0].endswith(".py")
    chosen = [tests / typed[0], *typed[1:]] if is_of_file else [tests, *typed]
    return subprocess.run([python, "-m", "pytest", *chosen], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
