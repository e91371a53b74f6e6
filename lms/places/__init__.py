"""Administrative units and their tree."""
