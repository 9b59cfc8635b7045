"""What a backup keeps of a server, and what stands against putting something back."""
