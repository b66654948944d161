"""python -m flow_monitor"""

import sys

import faust

from cobrelay.observability import logging
from cobrelay.settings import Misconfigured
from flow_monitor.app import make_app
from flow_monitor.settings import read_settings

USAGE_EXIT = 2


def main() -> None:
    """Runs the Faust worker until it is told to stop."""
    try:
        settings = read_settings()
    except Misconfigured as mistake:
        sys.stderr.write(f"{mistake}\n")
        raise SystemExit(USAGE_EXIT) from None
    # Faust would write lines of its own form, texts of failures with them, and a spinner.
    logging.configure("flow-monitor", "WARNING")
    worker = faust.Worker(
        make_app(settings), override_logging=False, redirect_stdouts=False, quiet=True
    )
    worker.spinner = None
    worker.execute_from_commandline()


if __name__ == "__main__":
    main()
