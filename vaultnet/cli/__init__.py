"""What you can say: one module a command."""


def main() -> None:
    """Run the command line."""
