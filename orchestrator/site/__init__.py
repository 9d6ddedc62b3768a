"""The site that documents a project: what is known of it becomes files that a browser opens."""
