"""What the code has no more: what of it is ours, and what stands against deleting it."""
