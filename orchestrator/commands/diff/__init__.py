"""A change before it is published and after: two sides of a project, compared."""
