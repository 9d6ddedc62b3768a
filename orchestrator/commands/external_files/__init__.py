"""The files of external models, which are written after publishing."""
