"""A look at a server by reads alone, told as checks."""
