"""The review's acceptance test: things that happen to teams, and what a reviewer asks about each."""
