"""The AWS CLI as one of the two clients: its own `main`, many times in one process, as `aws` runs it once."""

import base64
import contextlib
import io
import json
import os
import re
import tempfile

from awscli.clidriver import create_clidriver
from botocore import xform_name
from botocore.session import Session
from refusal import Refusal

COMMANDS = {"config": "configservice", "s3": "s3api"}
# Its exit code for an error of the service (version 2 has 254):
# https://docs.aws.amazon.com/cli/v1/userguide/cli-usage-returncodes.html
SERVICE_ERROR = 255
# The bracket stands there when the error is one that clients repeat.
REFUSED = re.compile(
    r"An error occurred \(([\w.]+)\) when calling the (\w+) operation(?: \(reached max retries: \d+\))?: (.*)", re.DOTALL
)


class Cli:
    name = "aws"
    # It puts the pages together.
    tells_pages = False
    is_quick = False

    def __init__(self, endpoint):
        self.endpoint = endpoint
        self.models = {}
        self.core = Session()
        self.drivers = {}
        self.folder = tempfile.TemporaryDirectory()

    def model(self, service):
        if service not in self.models:
            self.models[service] = self.core.get_service_model(service)
        return self.models[service]

    def call(self, service, region, credentials, operation, parameters):
        """@returns the answer and what is wrong with its form. Raises Refusal."""
        model = self.model(service).operation_model(operation)
        options, outfile = self.options(model, parameters)
        text = self.run(credentials, region, service, operation, [*options, "--no-paginate"], outfile)
        answer = json.loads(text) if text.strip() else {}
        if outfile:
            with open(outfile, "rb") as file:
                answer[model.output_shape.serialization["payload"]] = io.BytesIO(file.read())
        return decoded(model.output_shape, answer), []

    def without_account(self, params, **_):
        params["url"] = self.endpoint + params["url_path"]

    def pages(self, service, region, credentials, operation, parameters, size):
        model = self.model(service).operation_model(operation)
        options, _ = self.options(model, parameters)
        if size is not None:
            options += ["--page-size", str(size)]
        return [json.loads(self.run(credentials, region, service, operation, options, None) or "{}")]

    def wait(self, service, region, credentials, waiter, parameters):
        options = [part for name, value in parameters.items() for part in (f"--{xform_name(name, '-')}", value)]
        self.main(credentials, [COMMANDS.get(service, service), "wait", xform_name(waiter, "-"), *options])

    def signed_url(self, credentials, region, Bucket, Key):
        return self.main(credentials, ["s3", "presign", f"s3://{Bucket}/{Key}", "--region", region]).strip()

    def options(self, model, parameters):
        options, document = [], {}
        for name, value in parameters.items():
            if isinstance(value, bytes):
                streaming = model.input_shape.members[name].serialization.get("streaming")
                # The event of a function is a text of the command line.
                is_body = name == model.input_shape.serialization.get("payload") and model.name != "Invoke"
                prefix = "" if streaming or is_body else "fileb://"
                options += [f"--{xform_name(name, '-')}", prefix + self.file_of(value)]
            elif isinstance(value, dict) and isinstance(value.get("ZipFile"), bytes):
                # https://docs.aws.amazon.com/cli/latest/reference/lambda/create-function.html
                options += ["--zip-file", f"fileb://{self.file_of(value['ZipFile'])}"]
            elif model.has_streaming_output:
                # The file for the output leaves no place for a document of the input.
                options += [f"--{xform_name(name, '-')}", value]
            else:
                document[name] = value
        if document:
            options += ["--cli-input-json", json.dumps(document, default=lambda moment: moment.isoformat())]
        outfile = os.path.join(self.folder.name, "out") if model.has_streaming_output else None
        return options, outfile

    def file_of(self, value):
        with tempfile.NamedTemporaryFile(dir=self.folder.name, delete=False) as file:
            file.write(value)
        return file.name

    def run(self, credentials, region, service, operation, options, outfile):
        command = [COMMANDS.get(service, service), xform_name(operation, "-"), "--region", region, "--output", "json"]
        return self.main(credentials, [*command, *options, *([outfile] if outfile else [])], operation)

    def main(self, credentials, arguments, operation=None):
        """@returns what the CLI printed. Raises Refusal."""
        # It asks its environment for credentials once.
        if credentials.key not in self.drivers:
            os.environ.update(credentials.environment)
            driver = self.drivers[credentials.key] = create_clidriver()
            # The rules of its endpoint put the account before the host, which an IP address does not allow.
            driver.session.register("before-call.s3-control", self.without_account)
        output, errors = io.StringIO(), io.StringIO()
        os.environ.update(credentials.environment)
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            try:
                status = self.drivers[credentials.key].main(arguments)
            except SystemExit as ended:
                status = ended.code
        if status == 0:
            return output.getvalue()
        # A service may have nothing to say but its code.
        said = errors.getvalue().strip("\n")
        found = REFUSED.fullmatch(said)
        if not found:
            raise AssertionError(f"aws {' '.join(arguments)} ended with {status}: {said}")
        faults = [] if status == SERVICE_ERROR else [f"aws ended with {status}"]
        if found[2] != operation:
            faults.append(f"it is said to come from {found[2]}")
        raise Refusal(found[1], found[3], None, faults)


def decoded(shape, answer):
    """Blobs are base64 in the CLI's JSON."""
    for name, member in (shape.members if shape else {}).items():
        if member.type_name == "blob" and isinstance(answer.get(name), str):
            answer[name] = base64.b64decode(answer[name])
    return answer
