"""What people write, by kind: one model each, from which schema, template, guide and messages are
made.
"""
