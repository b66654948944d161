"""python -m payment_poster"""

from cobrelay.messaging.run import run
from payment_poster.service import service


def main() -> None:
    run(service)


if __name__ == "__main__":
    main()
