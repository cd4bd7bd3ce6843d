"""
Plays every scenario against the sandbox of the environment, with one client: `run.py boto3` or `run.py aws`.
Prints what was answered, refused and paged, and the faults found, as JSON.
"""

import importlib
import json
import os
import pathlib
import sys
import time
import traceback

from aws import Aws
from botocore.exceptions import UnknownServiceError
from botocore.session import Session
from unsupported import play as play_unsupported


def player(name, endpoint):
    if name == "boto3":
        from boto import Boto3

        return Boto3(endpoint)
    from cli import Cli

    return Cli(endpoint)


def not_paged(aws):
    """Lists that botocore pages and waiters that it has, of operations that the sandbox answers, and no scenario used."""
    loader = Session().get_component("data_loader")
    used = {(entry["service"], entry["operation"]) for entry in aws.record if entry["kind"] in ("paged", "waited")}
    for service, operations in aws.control("operations").items():
        paginators = model_of(loader, service, "paginators-1").get("pagination", {})
        for operation in operations["answered"]:
            if operation in paginators and (service, operation) not in used:
                yield f"{service}:{operation} is never asked for page by page"
        for waiter, how in model_of(loader, service, "waiters-2").get("waiters", {}).items():
            if how["operation"] in operations["answered"] and (service, waiter) not in used:
                yield f"{service}: nothing waits with {waiter}"


def model_of(loader, service, kind):
    try:
        return loader.load_service_model(service, kind)
    except UnknownServiceError:
        return {}


def main():
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    aws = Aws(player(sys.argv[1], endpoint), endpoint)
    aws.make_outsider()
    folder = pathlib.Path(__file__).parent / "scenarios"
    only = sys.argv[2:]
    seconds = {}
    for name in sorted(path.stem for path in folder.glob("*.py")):
        if only and name not in only:
            continue
        began = time.monotonic()
        try:
            importlib.import_module(f"scenarios.{name}").play(aws)
        except Exception as error:
            lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if "scenarios" in frame.filename]
            aws.faults.append(f"{aws.player.name}: ended early at {name}.py, lines {lines}: {error!r}")
        seconds[name] = round(time.monotonic() - began, 2)
    play_unsupported(aws)
    if not only:
        aws.faults += not_paged(aws)
    print(json.dumps({"record": aws.record, "faults": aws.faults, "seconds": seconds}))


if __name__ == "__main__":
    main()
