"""python -m submission_gateway"""

from cobrelay.messaging.run import run
from submission_gateway.service import service


def main() -> None:
    run(service)


if __name__ == "__main__":
    main()
