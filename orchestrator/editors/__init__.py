"""JSON Schemas of YAML files, with which editors complete and check while typing."""
