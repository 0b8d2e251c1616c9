"""Confronts checks with data: which figures stand in each slot, and what is decided."""
