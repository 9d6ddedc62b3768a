"""`python -m orchestrator` is `seg`."""

from orchestrator.cli.main import main

main()
