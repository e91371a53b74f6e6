"""Writing courses in the browser: drafts that several people work on, and their way to being published."""
