"""An earlier state of the project, which runs are compared with or read from."""
