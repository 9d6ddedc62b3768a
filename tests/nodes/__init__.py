"""What a project is made of."""
