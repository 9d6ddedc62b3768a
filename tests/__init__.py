"""What is promised, as tests: a folder for each package of `orchestrator`."""
