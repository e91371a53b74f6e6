"""What goes on paper and into calendars, and in which form."""
