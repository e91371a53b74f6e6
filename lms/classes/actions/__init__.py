"""What can be done with a class, its meetings and its members."""
