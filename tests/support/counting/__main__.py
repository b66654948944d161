"""Runs the counting service as a process of its own."""

from cobrelay.messaging.run import run
from counting.service import service


def main() -> None:
    run(service)


if __name__ == "__main__":
    main()
