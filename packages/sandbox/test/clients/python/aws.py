"""What a scenario is written with: calls that must be answered, refused or paged, each kept in a record."""

import json
import os
import urllib.request

from refusal import Refusal

# Every principal may call these, with any policy: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
# and https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html
FOR_EVERYBODY = {"GetCallerIdentity", "GetSessionToken"}
# Signing names, which the sandbox knows services by, where botocore has another.
CLIENTS = {
    "access-analyzer": "accessanalyzer",
    "monitoring": "cloudwatch",
    "servicequotas": "service-quotas",
}
DENIED = {"ec2": "UnauthorizedOperation", "sns": "AuthorizationError"}
DENIED_JSON = "AccessDeniedException"
DENIED_XML = "AccessDenied"


class Credentials:
    def __init__(self, key, secret, token=None):
        self.key = key
        self.parameters = {"aws_access_key_id": key, "aws_secret_access_key": secret, "aws_session_token": token}
        self.environment = {
            "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret,
            "AWS_SESSION_TOKEN": token or "",
        }


class Aws:
    """A sandbox, played with one client (`Boto3` or `Cli`)."""

    def __init__(self, player, endpoint):
        self.player = player
        self.endpoint = endpoint
        self.status = self.control("status")
        self.accounts = self.status["accounts"]
        self.management = self.accounts["management"]
        self.organization_id = self.status["organizationId"]
        self.root_id = self.status["rootId"]
        self.administrator = Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
        self.sessions = {}
        # One entry a call that was answered, refused or paged.
        self.record = []
        self.faults = []
        self.denied = set()
        self.outsider = None

    def control(self, path, body=None):
        """The sandbox's own controls."""
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{self.endpoint}/_sandbox/{path}", data=data) as answer:
            return json.load(answer)

    def advance(self, seconds):
        self.control("clock", {"advanceMilliseconds": seconds * 1000})

    def service(self, name, account=None, region="us-east-1"):
        """A service as the management account's administrator, or as `account`'s."""
        return Service(self, name, region, self.credentials(account))

    def credentials(self, account):
        if account is None or account == self.management:
            return self.administrator
        return self.session(f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole")

    def session(self, role):
        if role not in self.sessions:
            answer, _ = self.player.call(
                "sts", "us-east-1", self.administrator, "AssumeRole", {"RoleArn": role, "RoleSessionName": "scenario"}
            )
            made = answer["Credentials"]
            self.sessions[role] = Credentials(made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"])
        return self.sessions[role]

    def make_outsider(self):
        """A role without any policy: every call of its is refused."""
        trust = statement(Principal={"AWS": f"arn:aws:iam::{self.management}:root"}, Action="sts:AssumeRole")
        self.player.call(
            "iam",
            "us-east-1",
            self.administrator,
            "CreateRole",
            {"RoleName": "outsider", "AssumeRolePolicyDocument": trust},
        )
        self.advance(1)
        self.outsider = self.session(f"arn:aws:iam::{self.management}:role/outsider")


class Service:
    def __init__(self, aws, name, region, credentials):
        self.aws, self.name, self.region, self.credentials = aws, name, region, credentials
        self.client = CLIENTS.get(name, name)

    def send(self, operation, parameters, credentials=None):
        return self.aws.player.call(self.client, self.region, credentials or self.credentials, operation, parameters)

    def ok(self, operation, **parameters):
        """A call that must be answered, and that is denied to a role without policies the first time."""
        if operation not in FOR_EVERYBODY and self.aws.outsider:
            self.deny(operation, parameters)
        try:
            answer, faults = self.send(operation, parameters)
        except Refusal as refusal:
            raise AssertionError(f"{self.name}:{operation} was refused: {refusal}") from None
        self.fault(operation, faults)
        self.keep(operation, kind="answered")
        return answer

    def deny(self, operation, parameters):
        # Starting the CLI's parser for each is slow, and one denial of a service looks like the others.
        key = (self.name, operation) if self.aws.player.is_quick else self.name
        if key not in self.aws.denied:
            self.aws.denied.add(key)
            self.refuse(self.denial(), operation, parameters, self.aws.outsider)

    def denial(self):
        if self.name in DENIED:
            return DENIED[self.name]
        return DENIED_XML if self.name in ("iam", "sts", "s3", "s3control") else DENIED_JSON

    def refused(self, code, operation, **parameters):
        """A call that must be refused with this code."""
        return self.refuse(code, operation, parameters, None)

    def refuse(self, code, operation, parameters, credentials):
        try:
            self.send(operation, parameters, credentials)
        except Refusal as refusal:
            if refusal.code != code:
                self.fault(operation, [f"was refused with {refusal}, and should be with {code}"])
            self.fault(operation, [f"{code}: {fault}" for fault in refusal.faults])
            kind = "denied" if credentials is self.aws.outsider and credentials else "refused"
            self.keep(operation, kind=kind, code=refusal.code, status=refusal.status)
            return str(refusal)
        self.fault(operation, [f"was answered, and should be refused with {code}"])
        return ""

    def pages(self, operation, field, size=1, single=False, **parameters):
        """
        Every item of a list, asked for page by page, which must be those of the whole list.
        `single`: more than one page cannot be had in a sandbox.
        """
        pages = self.aws.player.pages(self.client, self.region, self.credentials, operation, parameters, size)
        found = [item for page in pages for item in page.get(field, [])]
        whole = self.ok(operation, **parameters).get(field, [])
        if len(found) != len(whole):
            self.fault(operation, [f"has {len(whole)} {field}, and {len(found)} in pages of {size}"])
        if self.aws.player.tells_pages and size is not None and len(pages) != max(1, -(-len(whole) // size)):
            self.fault(operation, [f"has {len(whole)} {field} in {len(pages)} pages of {size}"])
        if size is not None and not single and len(whole) <= size:
            self.fault(operation, [f"has only {len(whole)} {field}: no second page was asked for"])
        self.keep(operation, kind="paged", pages=len(pages))
        return found

    def wait(self, waiter, **parameters):
        """Waits until the waiter that botocore has finds what it waits for."""
        self.aws.player.wait(self.client, self.region, self.credentials, waiter, parameters)
        self.keep(waiter, kind="waited")

    def keep(self, operation, **what):
        self.aws.record.append({"service": self.name, "operation": operation, **what})

    def fault(self, operation, faults):
        self.aws.faults += [f"{self.aws.player.name} {self.name}:{operation} {fault}" for fault in faults]


def statement(**parts):
    """A policy of one statement."""
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **parts}]})


def expect(actual, expected):
    assert actual == expected, f"{actual!r} is not {expected!r}"
