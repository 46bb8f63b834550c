"""An entry -> its tags with their reasons."""
