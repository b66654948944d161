"""python -m sandbox: serve; python -m sandbox keys: make the key files and end."""

from __future__ import annotations

import asyncio
import sys

from sandbox.clearinghouse.keys import prepared
from sandbox.service import serve
from sandbox.settings import ClockSettings, Settings


def main() -> None:
    settings = Settings()
    if sys.argv[1:] == ["keys"]:
        prepared(settings.keys, settings.sftp_host, settings.sftp_port)
        return
    asyncio.run(serve(settings, ClockSettings().started()))


if __name__ == "__main__":
    main()
