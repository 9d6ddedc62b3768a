"""Planning: turns selected nodes into steps, each with its reason, before any of them runs."""
