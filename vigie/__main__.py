"""`vigie`, and `python -m vigie`. Light: each child of the sandbox imports its parent's main module
once more.
"""


def main() -> None:
    """Run the command."""
    from vigie import cli

    cli.main()


if __name__ == "__main__":
    main()
