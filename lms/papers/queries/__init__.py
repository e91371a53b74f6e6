"""Finding what goes on paper and into calendars."""
