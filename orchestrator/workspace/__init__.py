"""A project opened on a target: flags and files become a project, a target and a warehouse."""
