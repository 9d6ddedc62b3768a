"""Planning: the selected nodes become steps, each with its reason, before any of them runs."""
