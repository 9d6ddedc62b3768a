"""Reading files and declarations of each resource type: they become drafts of nodes."""
