"""Ground floor: what the knowledge base holds, and how it is written down."""
