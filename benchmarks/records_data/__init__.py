"""Made-up returns for timing: what they hold, how they are drawn, broken and written."""
