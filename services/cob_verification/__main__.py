"""python -m cob_verification"""

from cob_verification.service import service
from cobrelay.messaging.run import run


def main() -> None:
    run(service)


if __name__ == "__main__":
    main()
