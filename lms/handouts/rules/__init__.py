"""What of a lesson goes on paper, and in how many words."""
