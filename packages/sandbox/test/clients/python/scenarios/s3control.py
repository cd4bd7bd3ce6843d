"""Block Public Access of an account."""

from aws import expect

ALL = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}


def play(aws):
    control = aws.service("s3control")
    own, other = {"AccountId": aws.management}, {"AccountId": aws.accounts["security"]}
    control.refused("NoSuchPublicAccessBlockConfiguration", "GetPublicAccessBlock", **own)
    control.ok("PutPublicAccessBlock", PublicAccessBlockConfiguration=ALL, **own)
    expect(control.ok("GetPublicAccessBlock", **own)["PublicAccessBlockConfiguration"], ALL)
    control.ok("DeletePublicAccessBlock", **own)
    control.refused("AccessDenied", "GetPublicAccessBlock", **other)
    control.refused("AccessDenied", "PutPublicAccessBlock", PublicAccessBlockConfiguration=ALL, **other)
    control.refused("AccessDenied", "DeletePublicAccessBlock", **other)
