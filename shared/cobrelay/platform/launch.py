"""Becomes a program that dies with the process that wanted it; run as a script, imports little.

Between fork and exec nothing of Python may run in a process that has threads (gRPC has), so what a
child must do before its program begins is done here, by a program of its own.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def become(parent: int, death_signal: int, user: int, group: int, command: list[str]) -> None:
    """Changes user where one is named (-1: none), asks to die with `parent`, and is `command`."""
    if user >= 0:
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    if sys.platform == "linux":
        # After the change of user, which would take it back.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:  # it died before we could ask
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - no shell on purpose


if __name__ == "__main__":
    mother, last_signal, its_user, its_group = (int(number) for number in sys.argv[1:5])
    become(mother, last_signal, its_user, its_group, sys.argv[5:])
