"""What can be done about calls and reminders."""
