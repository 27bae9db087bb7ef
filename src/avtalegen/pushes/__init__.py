"""What changes in which agreement between two revisions, and why."""
