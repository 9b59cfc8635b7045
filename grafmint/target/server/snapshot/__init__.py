"""What a server has of a project, in as few rounds of reads as one answer needs another."""
