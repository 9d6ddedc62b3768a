"""What was read of a project, kept for the next command: by content, and safe to delete."""
