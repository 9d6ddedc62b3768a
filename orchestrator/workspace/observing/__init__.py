"""What a run finds before it decides what to do: facts, contents of sources."""
