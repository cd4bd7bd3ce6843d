"""Temporary credentials."""

from aws import expect


def play(aws):
    sts = aws.service("sts")
    expect(sts.ok("GetCallerIdentity")["Account"], aws.management)
    role = f"arn:aws:iam::{aws.accounts['security']}:role/OrganizationAccountAccessRole"
    assumed = sts.ok("AssumeRole", RoleArn=role, RoleSessionName="client", DurationSeconds=900)
    expect(assumed["AssumedRoleUser"]["Arn"].split("/")[-1], "client")
    narrowed = sts.ok(
        "AssumeRole",
        RoleArn=role,
        RoleSessionName="client",
        PolicyArns=[{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
    )
    assert "PackedPolicySize" in narrowed
    key = assumed["Credentials"]["AccessKeyId"]
    expect(sts.ok("GetAccessKeyInfo", AccessKeyId=key)["Account"], aws.accounts["security"])
    sts.refused("ValidationError", "GetAccessKeyInfo", AccessKeyId="AKIAAAAAAAAAAAAAAAAA")
    sts.ok("GetSessionToken", DurationSeconds=900)

    nobody = "arn:aws:iam::999999999999:role/nobody"
    sts.refused("AccessDenied", "AssumeRole", RoleArn=nobody, RoleSessionName="client")
    sts.refused("ValidationError", "AssumeRole", RoleArn=role, RoleSessionName="two words")
    sts.refused("ValidationError", "AssumeRole", RoleArn=role, RoleSessionName="client", DurationSeconds=43200)
    policy = "arn:aws:iam::aws:policy/NoSuchPolicy"
    missing = {"RoleArn": role, "RoleSessionName": "client", "PolicyArns": [{"arn": policy}]}
    sts.refused("MalformedPolicyDocument", "AssumeRole", **missing)
    aws.service("sts", aws.accounts["security"]).refused("AccessDenied", "GetSessionToken")
