"""
Runs Prowler many times in one process: it loads for longer than it scans. Each line of the input is a scan,
`{"environment": …, "arguments": […]}`, and runs in a fork of its own; each line of the output is its exit code.
"""

import json
import os
import socket
import sys
import types
from importlib.machinery import ModuleSpec

class StandIn(types.ModuleType):
    """A module of which every name is an empty class."""

    __path__ = ()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class StandIns:
    """Prowler loads the clients of every cloud whatever it scans; of one of them there are no wheels."""

    def find_spec(self, name, path=None, target=None):
        left_out = name.startswith("alibabacloud") or name.split(".")[0] in ("Tea", "darabonba", "shodan")
        return ModuleSpec(name, self, is_package=True) if left_out else None

    def create_module(self, spec):
        return StandIn(spec.name)

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, StandIns())

import prowler.__main__ as program  # noqa: E402
from prowler.lib.check.compliance_models import Compliance  # noqa: E402
from prowler.lib.check.models import CheckMetadata  # noqa: E402

# Its checks are read once. Frameworks, half a minute's reading, change no verdict.
CHECKS = CheckMetadata.get_bulk("aws")
CheckMetadata.get_bulk = staticmethod(lambda provider: dict(CHECKS))
Compliance.get_bulk = staticmethod(lambda provider: {})
program.get_bulk_compliance_frameworks_universal = lambda provider: {}
# Loads what it needs to read its arguments: every provider.
program.ProwlerArgumentParser()

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
    program.prowler()


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
