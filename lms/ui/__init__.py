"""The look and the wording that every page shares."""
