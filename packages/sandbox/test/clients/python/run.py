"""
Plays every scenario against the sandbox of the environment, with one client: `run.py boto3` or `run.py aws`.
Names of scenarios may follow; those that need a sandbox of another kind are played only then.
Prints what was answered, refused and paged, and the faults found, as JSON.
"""

import importlib
import json
import os
import pathlib
import sys
import time
import traceback

from aws import CLIENTS, Aws
from botocore.exceptions import UnknownServiceError
from botocore.session import Session
from unsupported import play as play_unsupported


def player(name, endpoint):
    if name == "boto3":
        from boto import Boto3

        return Boto3(endpoint)
    from cli import Cli

    return Cli(endpoint)


def lists(aws):
    """Lists that botocore pages and waiters that it has, of operations that the sandbox answers itself."""
    loader = Session().get_component("data_loader")
    for service, operations in aws.control("operations").items():
        name = CLIENTS.get(service, service)
        paginators = model_of(loader, name, "paginators-1").get("pagination", {})
        yield from (f"{service}:{operation}" for operation in operations["answered"] if operation in paginators)
        for waiter, how in model_of(loader, name, "waiters-2").get("waiters", {}).items():
            if how["operation"] in operations["answered"]:
                yield f"{service}:{waiter}"


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
        scenario = importlib.import_module(f"scenarios.{name}")
        if name not in only if only else getattr(scenario, "ONLY_WHEN_NAMED", False):
            continue
        began = time.monotonic()
        try:
            scenario.play(aws)
        except Exception as error:
            lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if "scenarios" in frame.filename]
            aws.faults.append(f"{aws.player.name}: ended early at {name}.py, lines {lines}: {error!r}")
        seconds[name] = round(time.monotonic() - began, 2)
    if not only:
        play_unsupported(aws)
    found = {"record": aws.record, "faults": aws.faults, "lists": [*lists(aws)], "seconds": seconds}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
