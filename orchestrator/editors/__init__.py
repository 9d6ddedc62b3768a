"""What editors are told of YAML files, so that they complete and check while one types."""
