"""Reading a project: files, properties and templates become one immutable value."""
