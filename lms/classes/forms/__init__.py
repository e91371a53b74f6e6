"""What people type about classes, in their words."""
