"""A learning management system for people with their first smartphone."""
