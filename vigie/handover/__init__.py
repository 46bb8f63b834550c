"""What is passed on when another institution takes over, and how it is taken in."""
