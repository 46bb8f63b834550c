"""What a coordinator's Monday takes: words, decisions and clicks, counted."""
