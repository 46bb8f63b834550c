"""The kinds of sheet, one model each."""
