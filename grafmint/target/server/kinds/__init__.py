"""Every kind of one server behind one face, through whichever of its APIs."""
