"""Lambda: functions of Node.js, their settings, who may call them, and calls."""

import io
import json
import zipfile

from aws import expect, statement

WAITERS = (
    "FunctionActive",
    "FunctionActiveV2",
    "FunctionExists",
    "FunctionUpdated",
    "FunctionUpdatedV2",
    "PublishedVersionActive",
)
CODE = "exports.handler = async (event) => ({ twice: event.n * 2 });"


def archive(code=CODE):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("index.js", code)
    return file.getvalue()


def play(aws):
    iam = aws.service("iam")
    trust = statement(Principal={"Service": "lambda.amazonaws.com"}, Action="sts:AssumeRole")
    role = iam.ok("CreateRole", RoleName="client-function", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    aws.advance(2)
    functions = aws.service("lambda")
    name = {"FunctionName": "client-function"}
    made = {"Runtime": "nodejs24.x", "Handler": "index.handler", "Role": role, "Code": {"ZipFile": archive()}}
    arn = functions.ok("CreateFunction", **name, **made)["FunctionArn"]
    functions.refused("ResourceConflictException", "CreateFunction", **name, **made)
    nowhere = {"FunctionName": "client-nowhere"}
    functions.refused("InvalidParameterValueException", "CreateFunction", **nowhere, **{**made, "Role": f"{role}x"})
    functions.ok("CreateFunction", **{**made, "FunctionName": "client-second"})
    reading(functions, name, nowhere)
    settings(functions, name, nowhere, arn)
    permissions(functions, name, nowhere, arn)
    functions.ok("Invoke", **name, Payload=json.dumps({"n": 2}).encode())
    functions.refused("ResourceNotFoundException", "Invoke", **nowhere)
    functions.ok("DeleteFunction", **name)
    functions.refused("ResourceNotFoundException", "DeleteFunction", **name)


def reading(functions, name, nowhere):
    expect(functions.ok("GetFunction", **name)["Configuration"]["State"], "Active")
    functions.refused("ResourceNotFoundException", "GetFunction", **nowhere)
    expect(functions.ok("GetFunctionConfiguration", **name)["Runtime"], "nodejs24.x")
    functions.refused("ResourceNotFoundException", "GetFunctionConfiguration", **nowhere)
    for waiter in WAITERS:
        functions.wait(waiter, **name)
    expect(len(functions.pages("ListFunctions", "Functions")), 2)
    functions.refused("InvalidParameterValueException", "ListFunctions", Marker="moon")


def settings(functions, name, nowhere, arn):
    functions.ok("UpdateFunctionCode", **name, ZipFile=archive(CODE + "//"))
    functions.refused("ResourceNotFoundException", "UpdateFunctionCode", **nowhere, ZipFile=archive())
    expect(functions.ok("UpdateFunctionConfiguration", **name, Timeout=9)["Timeout"], 9)
    functions.refused("ResourceNotFoundException", "UpdateFunctionConfiguration", **nowhere, Timeout=9)
    functions.ok("PutFunctionConcurrency", **name, ReservedConcurrentExecutions=2)
    functions.refused("ResourceNotFoundException", "PutFunctionConcurrency", **nowhere, ReservedConcurrentExecutions=2)
    expect(functions.ok("GetFunctionConcurrency", **name)["ReservedConcurrentExecutions"], 2)
    functions.refused("ResourceNotFoundException", "GetFunctionConcurrency", **nowhere)
    functions.ok("DeleteFunctionConcurrency", **name)
    functions.refused("ResourceNotFoundException", "DeleteFunctionConcurrency", **nowhere)

    functions.refused("ResourceNotFoundException", "GetFunctionEventInvokeConfig", **name)
    functions.ok("PutFunctionEventInvokeConfig", **name, MaximumRetryAttempts=1)
    functions.refused("ResourceNotFoundException", "PutFunctionEventInvokeConfig", **nowhere)
    expect(functions.ok("GetFunctionEventInvokeConfig", **name)["MaximumRetryAttempts"], 1)
    functions.ok("DeleteFunctionEventInvokeConfig", **name)
    functions.refused("ResourceNotFoundException", "DeleteFunctionEventInvokeConfig", **name)

    functions.ok("TagResource", Resource=arn, Tags={"team": "x"})
    expect(functions.ok("ListTags", Resource=arn)["Tags"], {"team": "x"})
    functions.ok("UntagResource", Resource=arn, TagKeys=["team"])
    lost = f"{arn}-nowhere"
    functions.refused("ResourceNotFoundException", "TagResource", Resource=lost, Tags={"team": "x"})
    functions.refused("ResourceNotFoundException", "ListTags", Resource=lost)
    functions.refused("ResourceNotFoundException", "UntagResource", Resource=lost, TagKeys=["team"])


def permissions(functions, name, nowhere, arn):
    functions.refused("ResourceNotFoundException", "GetPolicy", **name)
    allowed = {
        "StatementId": "rule",
        "Action": "lambda:InvokeFunction",
        "Principal": "events.amazonaws.com",
        "SourceArn": "arn:aws:events:us-east-1:123456789012:rule/x",
    }
    functions.ok("AddPermission", **name, **allowed)
    functions.refused("ResourceConflictException", "AddPermission", **name, **allowed)
    policy = json.loads(functions.ok("GetPolicy", **name)["Policy"])
    expect(policy["Statement"][0]["Resource"], arn)
    functions.ok("RemovePermission", **name, StatementId="rule")
    functions.refused("ResourceNotFoundException", "RemovePermission", **name, StatementId="rule")
    functions.refused("ResourceNotFoundException", "RemovePermission", **nowhere, StatementId="rule")
