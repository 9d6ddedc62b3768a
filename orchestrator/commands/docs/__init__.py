"""`seg docs`: what is published, read for the site that documents a project."""
