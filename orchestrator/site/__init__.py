"""The site that documents a project: data becomes files for a browser."""
