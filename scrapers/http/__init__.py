"""The only folder that touches the network, or a recording in its place."""
