"""Taking in what a phone brings back."""
