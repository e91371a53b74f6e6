"""Every select of the trainer's app."""
