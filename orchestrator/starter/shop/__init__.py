"""A project that takes the segmentation as a package, written from what a shop's files hold."""
