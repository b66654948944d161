"""python -m status_tracker"""

from cobrelay.messaging.run import run
from status_tracker.service import service


def main() -> None:
    run(service)


if __name__ == "__main__":
    main()
