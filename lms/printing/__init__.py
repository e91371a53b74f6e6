"""Paper: one press for everything the system prints, drawn by workers while the reader waits a little."""
