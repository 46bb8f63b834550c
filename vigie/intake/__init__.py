"""What people sent -> files of the instance: a proposal is read, held against its model, placed."""
