"""The pure counterparts of engines: how each one writes names and statements."""
