"""The commands, a module each: the function `run`, or `app` where it has commands of its own."""
