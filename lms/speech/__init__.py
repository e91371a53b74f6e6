"""What people recorded for others to hear: each recording belongs to a text and goes wherever that text is shown."""
