"""
moto's server for the sandbox.

It listens on loopback, prints its port as the first line, answers the gateway's questions about its state
under /_backend/, keeps its state in a file, and ends when its standard input closes: however the parent
ended, no backend is left behind and nothing it answered is lost.
"""

import argparse
import contextlib
import io
import json
import logging
import os
import signal
import sys
import threading
import time

os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "false"
os.environ["MOTO_EVENTS_INVOKE_HTTP"] = "false"
# Images of virtual machines: megabytes of state for each account that EC2 is asked of, and nothing here starts machines.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
# moto makes boto3 sessions to ask for lists of regions; no profile or credential may matter to them.
os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_DEFAULT_PROFILE"):
    os.environ.pop(name, None)

from werkzeug.serving import make_server  # noqa: E402

import clock  # noqa: E402

clock.install()

from moto.core.base_backend import BackendDict  # noqa: E402
from moto.moto_server.werkzeug_app import MotoRequestHandler, create_backend_app  # noqa: E402

import dispatch  # noqa: E402
import managed_policies  # noqa: E402
import notifications  # noqa: E402
import policies  # noqa: E402
import signing_keys  # noqa: E402
from introspection import CHANGES, QUESTIONS  # noqa: E402
from snapshot import Snapshots  # noqa: E402


dispatch.install()
policies.install()
notifications.install()
signing_keys.install()


class Application:
    def __init__(self, snapshots):
        self.snapshots = snapshots
        self.moto = dispatch.Dispatcher(create_backend_app)
        self.turn = threading.Lock()

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path.startswith("/_backend/"):
            return self.control(path.removeprefix("/_backend/"), environ, start_response)
        clock.set_offset(int(environ.get("HTTP_X_SANDBOX_CLOCK_OFFSET") or 0))
        with self.snapshots.gate.request():
            # Whoever sends slowly, or never to the end, keeps nobody else waiting.
            length = int(environ.get("CONTENT_LENGTH") or 0)
            environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(length))
            with self.turn_of(environ):
                answer = list(self.moto(environ, start_response))
        if environ.get("HTTP_X_SANDBOX_WRITE"):
            self.snapshots.changed.set()
        return answer

    def turn_of(self, environ):
        """
        moto goes through its tables while other requests change them, and fails when one does: a role could not be made since
        another was. Python computes for one at a time anyway. Those to SQS alone wait within the call, for messages.
        """
        is_sqs = "/sqs/aws4_request" in environ.get("HTTP_AUTHORIZATION", "")
        return contextlib.nullcontext() if is_sqs else self.turn

    def control(self, command, environ, start_response):
        if command == "snapshot":
            self.snapshots.write()
            answer = None
        elif command == "reset":
            with self.snapshots.gate.alone():
                BackendDict.reset()
            self.snapshots.changed.set()
            answer = None
        else:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            arguments = json.loads(environ["wsgi.input"].read(length) or "[]")
            with self.snapshots.gate.request():
                answer = QUESTIONS[command](*arguments)
            if command in CHANGES:
                self.snapshots.changed.set()
        body = json.dumps(answer).encode()
        start_response("200 OK", [("content-type", "application/json"), ("content-length", str(len(body)))])
        return [body]


class Handler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *args, **kwargs):
        pass


def claim(state):
    """One backend at a time has a state file: one whose parent was killed may still be writing its last snapshot."""
    if not state or os.name == "nt":
        return None
    import fcntl

    lock = open(f"{state}.lock", "w")
    for _ in range(50):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{os.path.dirname(state)} is in use by another sandbox; stop that one or choose another folder")


def give_up():
    print("a request did not end; the last changes may be lost", file=sys.stderr, flush=True)
    os._exit(1)


def main():
    # Ctrl-C reaches the whole process group; the parent tells when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", default="")
    parser.add_argument("--grace", type=float, default=20)
    options = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    managed_policies.install()
    lock = claim(options.state)  # noqa: F841: held until the process ends
    snapshots = Snapshots(options.state)
    try:
        snapshots.read()
    except Exception as error:
        sys.exit(f"{options.state} cannot be read ({error!r}); remove its folder to start anew")
    server = make_server("127.0.0.1", 0, Application(snapshots), threaded=True, request_handler=Handler)
    os.environ["MOTO_PORT"] = str(server.server_port)
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        sys.stdin.buffer.read()
    finally:
        # A request that never ends holds the snapshot back, and must not hold the process for ever.
        overdue = threading.Timer(options.grace, give_up)
        overdue.daemon = True
        overdue.start()
        snapshots.write()
    # Request threads may still wait for clients that are gone.
    os._exit(0)


if __name__ == "__main__":
    main()
