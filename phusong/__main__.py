"""`python -m phusong`."""

from phusong.cli import main

main()
