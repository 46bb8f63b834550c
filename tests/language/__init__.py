"""The language of what people read: quotes, spaces, and one word for each notion."""
