"""One tiny project for each way that things go wrong: exit code, message, tables left."""
