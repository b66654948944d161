"""python -m flow_monitor"""

import faust

from flow_monitor.app import make_app
from flow_monitor.settings import read_settings


def main() -> None:
    """Runs the Faust worker until it is told to stop."""
    worker = faust.Worker(make_app(read_settings()), loglevel="WARNING", quiet=True)
    worker.execute_from_commandline()


if __name__ == "__main__":
    main()
