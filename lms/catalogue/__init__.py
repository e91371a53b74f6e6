"""The course format: loading, checking, publishing editions, and the shelf they are read from."""
