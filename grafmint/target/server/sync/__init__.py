"""The steps of a plan, done in the order and as many at once as a server takes them."""
