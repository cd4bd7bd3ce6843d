"""
Runs Prowler many times in one process: it loads for longer than it scans. Each line of the input is a scan,
`{"environment": …, "arguments": […]}`, and runs in a fork of its own; each line of the output is its exit code.
"""

import json
import os
import socket
import sys

from prowler.__main__ import prowler

resolve = socket.getaddrinfo


def resolve_account(host, *args, **kwargs):
    """Account-level S3 puts the account before the host, which an IP address does not allow."""
    _, dot, address = str(host).partition(".")
    return resolve(address if dot and address == "127.0.0.1" else host, *args, **kwargs)


def scan(environment, arguments):
    os.environ.update(environment)
    socket.getaddrinfo = resolve_account
    sys.argv = ["prowler", *arguments]
    # What it says on its screen is not asked for.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    prowler()


def main():
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                scan(**json.loads(line))
                os._exit(0)
            except SystemExit as ended:
                os._exit(ended.code or 0)
            except BaseException as error:
                print(repr(error), file=sys.stderr, flush=True)
                os._exit(1)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
