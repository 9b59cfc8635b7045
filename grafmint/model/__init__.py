"""What a user writes: frozen values, checked where they are written, knowing nothing of files or servers."""
