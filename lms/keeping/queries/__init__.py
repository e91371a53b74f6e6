"""Every select of keeping people."""
