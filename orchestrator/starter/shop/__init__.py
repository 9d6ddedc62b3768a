"""Writes a project that uses the segmentation as a package, based on a shop's files."""
