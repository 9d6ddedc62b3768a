"""Running: a plan is carried out on an engine, and what happens is a stream of events."""
