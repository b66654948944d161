"""Runs intake: `python -m era_intake`."""

from cobrelay.messaging.run import run
from era_intake.service import service


def main() -> None:
    run(service)


if __name__ == "__main__":
    main()
