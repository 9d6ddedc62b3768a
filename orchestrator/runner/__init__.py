"""Running: executes a plan on an engine, as a stream of events."""
