"""What was read of a project, kept for the next command: by content, and safe to delete.

It goes with the project: paths in it begin at the project's root, so that a copy of both, or both
in another place, is read no more than the first.
"""
