"""Who is timed on the same file: ours, polars alone, the hand-written query, the peers."""
