"""Charts: a module for each type of panel that is drawn."""
