"""`python -m grafmint` is the command."""

from grafmint.cli import main

if __name__ == "__main__":
    main()
