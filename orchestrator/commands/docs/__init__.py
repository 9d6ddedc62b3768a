"""`seg docs`: reads what is published for the site that documents a project."""
