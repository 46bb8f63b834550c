"""Compare two built demonstrations, and list what differs for those who read them."""
