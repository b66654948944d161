"""python -m claim_builder"""

from claim_builder.service import service
from cobrelay.messaging.run import run


def main() -> None:
    run(service)


if __name__ == "__main__":
    main()
