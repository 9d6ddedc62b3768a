"""The parsing cache: keeps what was read of a project for the next command.

It is keyed by content and safe to delete. Paths in it are relative to the project's root, so the
cache stays valid if it is copied or moved together with the project.
"""
