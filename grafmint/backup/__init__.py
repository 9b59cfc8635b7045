"""Backup: everything that a server holds, in files, whoever made it; and the way back."""
