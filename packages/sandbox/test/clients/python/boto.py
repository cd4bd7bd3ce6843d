"""boto3 as one of the two clients that the scenarios are played with."""

import boto3
from answers import misfits
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import Session
from refusal import Refusal

CONFIG = Config(retries={"total_max_attempts": 1})


class Boto3:
    name = "boto3"
    tells_pages = True
    is_quick = True

    def __init__(self, endpoint):
        self.endpoint = endpoint
        # One for all callers: loading a service model takes longer than a call.
        self.loader = Session().get_component("data_loader")
        self.clients = {}

    def client(self, service, region, credentials):
        key = (service, region, credentials.key)
        if key not in self.clients:
            core = Session()
            core.register_component("data_loader", self.loader)
            made = boto3.Session(botocore_session=core, **credentials.parameters, region_name=region).client(
                service, endpoint_url=self.endpoint, config=CONFIG
            )
            if service == "s3control":
                # The rules of its endpoint put the account before the host, which an IP address does not allow.
                made.meta.events.register("before-call.s3-control", self.without_account)
            made.meta.events.register("before-parse", self.keep_body)
            self.clients[key] = made
        return self.clients[key]

    def without_account(self, params, **_):
        params["url"] = self.endpoint + params["url_path"]

    def keep_body(self, response_dict, **_):
        self.body = response_dict["body"]

    def call(self, service, region, credentials, operation, parameters):
        """@returns the answer and what is wrong with its form. Raises Refusal."""
        client = self.client(service, region, credentials)
        model = client.meta.service_model.operation_model(operation)
        method = getattr(client, method_name(client, operation))
        try:
            parsed = method(**parameters)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            raise Refusal(code, error.response["Error"].get("Message", ""), status, form(error, client, model)) from None
        return parsed, misfits(model, parsed, self.body)

    def pages(self, service, region, credentials, operation, parameters, size):
        client = self.client(service, region, credentials)
        config = {} if size is None else {"PageSize": size}
        paginator = client.get_paginator(method_name(client, operation))
        return list(paginator.paginate(**parameters, PaginationConfig=config))

    def wait(self, service, region, credentials, waiter, parameters):
        found = self.client(service, region, credentials).get_waiter(xform_name(waiter))
        found.wait(**parameters, WaiterConfig={"Delay": 1, "MaxAttempts": 3})

    def signed_url(self, credentials, region, **parameters):
        return self.client("s3", region, credentials).generate_presigned_url("get_object", Params=parameters)


def method_name(client, operation):
    return next(method for method, name in client.meta.method_to_api_mapping.items() if name == operation)


def form(error, client, operation):
    """What is wrong with the form of a refusal: class, operation's name, code and status by the service's model."""
    code = error.response["Error"]["Code"]
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    faults = []
    if error.operation_name != operation.name:
        faults.append(f"it is said to come from {error.operation_name}")
    if not error.response["ResponseMetadata"].get("RequestId"):
        faults.append("it has no request id")
    if not isinstance(error, client.exceptions.from_code(code)):
        faults.append(f"it is a {type(error).__name__}")
    modelled = {shape.metadata.get("error", {}).get("code", shape.name): shape for shape in operation.error_shapes}
    if code in modelled:
        expected = modelled[code].metadata.get("error", {}).get("httpStatusCode")
        if expected is not None and expected != status:
            faults.append(f"its status is {status}, and {expected} in the model")
    elif code not in COMMON and operation.service_model.service_name not in UNMODELLED:
        faults.append(f"the model has only {', '.join(modelled)}")
    return faults


# https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
COMMON = {
    "AccessDenied",
    "AccessDeniedException",
    "AuthorizationError",
    "ValidationError",
    "ValidationException",
}
# Their errors are in their guides:
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
UNMODELLED = {"s3", "s3control", "ec2"}
