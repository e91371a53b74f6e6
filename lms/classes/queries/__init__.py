"""Every select of the classes. The names here are for other features."""
