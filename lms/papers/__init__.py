"""What a class has on paper and in calendars: cards, sheets, lists, posters, feeds."""
