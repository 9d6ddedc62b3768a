"""The command line: arguments become one call, its result an exit code."""
