"""IAM: policies checked, service-linked roles named and guarded."""

from aws import expect, statement

NAME = "client-role"


def play(aws):
    iam = aws.service("iam")
    trust = statement(Principal={"AWS": f"arn:aws:iam::{aws.management}:root"}, Action="sts:AssumeRole")
    grant = statement(Action="s3:GetObject", Resource="*")
    no_principal = statement(Action="sts:AssumeRole")
    role, lost = {"RoleName": NAME}, {"RoleName": "client-nobody"}
    iam.ok("CreateRole", AssumeRolePolicyDocument=trust, Tags=[{"Key": "team", "Value": "x"}], **role)
    iam.wait("RoleExists", **role)
    iam.refused("EntityAlreadyExists", "CreateRole", AssumeRolePolicyDocument=trust, **role)
    bad_role = {"RoleName": "client-bad", "AssumeRolePolicyDocument": no_principal}
    iam.refused("MalformedPolicyDocument", "CreateRole", **bad_role)
    iam.ok("UpdateRole", Description="for clients", MaxSessionDuration=7200, **role)
    iam.ok("UpdateAssumeRolePolicy", PolicyDocument=trust, **role)
    iam.refused("MalformedPolicyDocument", "UpdateAssumeRolePolicy", PolicyDocument="{", **role)

    inline = {"PolicyName": "reads", "PolicyDocument": grant}
    iam.ok("PutRolePolicy", **inline, **role)
    iam.refused("MalformedPolicyDocument", "PutRolePolicy", PolicyName="bad", PolicyDocument="{", **role)
    iam.ok("DeleteRolePolicy", PolicyName="reads", **role)
    iam.refused("NoSuchEntity", "DeleteRolePolicy", PolicyName="reads", **role)

    policy = iam.ok("CreatePolicy", PolicyName="client-policy", PolicyDocument=grant)["Policy"]["Arn"]
    iam.wait("PolicyExists", PolicyArn=policy)
    iam.refused("MalformedPolicyDocument", "CreatePolicy", PolicyName="client-bad", PolicyDocument="{}")
    iam.ok("CreatePolicyVersion", PolicyArn=policy, PolicyDocument=grant, SetAsDefault=True)
    iam.refused("MalformedPolicyDocument", "CreatePolicyVersion", PolicyArn=policy, PolicyDocument="{}")
    iam.ok("AttachRolePolicy", PolicyArn=policy, **role)
    iam.ok("DetachRolePolicy", PolicyArn=policy, **role)
    iam.refused("NoSuchEntity", "DetachRolePolicy", PolicyArn=policy, **role)
    iam.ok("PutRolePermissionsBoundary", PermissionsBoundary=policy, **role)
    iam.ok("DeleteRolePermissionsBoundary", **role)
    iam.refused("NoSuchEntity", "AttachRolePolicy", PolicyArn=policy, **lost)
    iam.refused("NoSuchEntity", "PutRolePermissionsBoundary", PermissionsBoundary=policy, **lost)
    iam.refused("NoSuchEntity", "DeleteRolePermissionsBoundary", **lost)
    iam.refused("NoSuchEntity", "UpdateRole", Description="x", **lost)

    for kind in ("User", "Group"):
        name = {f"{kind}Name": f"client-{kind.lower()}"}
        iam.ok(f"Create{kind}", **name)
        iam.ok(f"Put{kind}Policy", **inline, **name)
        bad = {"PolicyName": "bad", "PolicyDocument": "{"}
        iam.refused("MalformedPolicyDocument", f"Put{kind}Policy", **bad, **name)
        large = statement(Action="s3:GetObject", Resource=["arn:aws:s3:::" + "a" * 60] * 200)
        iam.refused("LimitExceeded", f"Put{kind}Policy", PolicyName="large", PolicyDocument=large, **name)
        nobody = {f"{kind}Name": "client-nobody"}
        iam.refused("NoSuchEntity", f"Put{kind}Policy", **inline, **nobody)
    iam.ok("DeleteRole", **role)
    iam.refused("NoSuchEntity", "DeleteRole", **role)

    service = {"AWSServiceName": "config.amazonaws.com"}
    linked = iam.ok("CreateServiceLinkedRole", **service)["Role"]["RoleName"]
    expect(linked, "AWSServiceRoleForConfig")
    iam.refused("InvalidInput", "CreateServiceLinkedRole", **service)
    # Only its service changes it.
    protected = {"RoleName": linked}
    iam.refused("UnmodifiableEntity", "DeleteRole", **protected)
    iam.refused("UnmodifiableEntity", "AttachRolePolicy", PolicyArn=policy, **protected)
    iam.refused("UnmodifiableEntity", "PutRolePolicy", **inline, **protected)
    iam.ok("DeleteServiceLinkedRole", **protected)
    iam.refused("NoSuchEntity", "DeleteServiceLinkedRole", **lost)
