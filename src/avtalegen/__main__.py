"""Run avtalegen as python -m avtalegen."""

from avtalegen.cli import main

main()
