"""Packages are found, chosen and put into the packages folder of a project."""
