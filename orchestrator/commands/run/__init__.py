"""A run of selected nodes: the request, the plan, its execution, and the files about it."""
