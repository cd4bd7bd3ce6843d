"""AWS Organizations: structure, accounts, policies, trusted access, delegated administrators, tags."""

from aws import expect, statement

NOWHERE = "999999999999"
NO_UNIT = "ou-aaaa-aaaaaaaa"
NO_POLICY = "p-aaaaaaaa"
SCP = "SERVICE_CONTROL_POLICY"
GUARDDUTY = "guardduty.amazonaws.com"
CONFIG = "config.amazonaws.com"


def play(aws):
    organizations = aws.service("organizations")
    member = aws.service("organizations", aws.accounts["logArchive"])
    structure(aws, organizations, member)
    accounts(aws, organizations, member)
    policies(aws, organizations)
    administrators(aws, organizations)
    tags(aws, organizations)


def structure(aws, organizations, member):
    expect(organizations.ok("DescribeOrganization")["Organization"]["Id"], aws.organization_id)
    expect(member.ok("DescribeOrganization")["Organization"]["MasterAccountId"], aws.management)
    organizations.refused("AlreadyInOrganizationException", "CreateOrganization", FeatureSet="ALL")
    organizations.refused("OrganizationNotEmptyException", "DeleteOrganization")
    member.refused("AccessDeniedException", "DeleteOrganization")
    organizations.refused("MasterCannotLeaveOrganizationException", "LeaveOrganization")
    member.refused("ConstraintViolationException", "LeaveOrganization")

    expect(organizations.pages("ListRoots", "Roots", single=True)[0]["Id"], aws.root_id)
    member.refused("AccessDeniedException", "ListRoots")
    units = organizations.pages("ListOrganizationalUnitsForParent", "OrganizationalUnits", ParentId=aws.root_id)
    expect([unit["Name"] for unit in units], ["Security", "Workloads"])
    security, workloads = (unit["Id"] for unit in units)
    list_units = "ListOrganizationalUnitsForParent"
    organizations.refused("ParentNotFoundException", list_units, ParentId=NO_UNIT)
    organizations.refused("InvalidInputException", list_units, ParentId="root")
    organizations.refused("InvalidInputException", list_units, ParentId=aws.root_id, NextToken="moon")

    made = organizations.ok(
        "CreateOrganizationalUnit", ParentId=workloads, Name="Blue", Tags=[{"Key": "team", "Value": "blue"}]
    )["OrganizationalUnit"]
    create = "CreateOrganizationalUnit"
    organizations.refused("DuplicateOrganizationalUnitException", create, ParentId=workloads, Name="Blue")
    organizations.refused("ParentNotFoundException", create, ParentId=NO_UNIT, Name="Lost")
    deepest = made["Id"]
    for level in range(3):
        deepest = organizations.ok(create, ParentId=deepest, Name=f"Level {level}")["OrganizationalUnit"]["Id"]
    organizations.refused("ConstraintViolationException", create, ParentId=deepest, Name="Too deep")
    described = organizations.ok("DescribeOrganizationalUnit", OrganizationalUnitId=made["Id"])["OrganizationalUnit"]
    expect(described, made)
    organizations.refused(
        "OrganizationalUnitNotFoundException", "DescribeOrganizationalUnit", OrganizationalUnitId=NO_UNIT
    )
    update = "UpdateOrganizationalUnit"
    renamed = organizations.ok(update, OrganizationalUnitId=made["Id"], Name="Green")["OrganizationalUnit"]
    expect(renamed["Name"], "Green")
    organizations.refused("OrganizationalUnitNotFoundException", update, OrganizationalUnitId=NO_UNIT, Name="Lost")
    organizations.ok(create, ParentId=workloads, Name="Red")
    organizations.refused(
        "DuplicateOrganizationalUnitException", update, OrganizationalUnitId=made["Id"], Name="Red"
    )
    delete = "DeleteOrganizationalUnit"
    organizations.refused("OrganizationalUnitNotEmptyException", delete, OrganizationalUnitId=made["Id"])
    organizations.ok(delete, OrganizationalUnitId=deepest)
    organizations.refused("OrganizationalUnitNotFoundException", delete, OrganizationalUnitId=deepest)

    expect(len(organizations.pages("ListAccountsForParent", "Accounts", ParentId=security)), 2)
    organizations.refused("ParentNotFoundException", "ListAccountsForParent", ParentId=NO_UNIT)
    children = {"ParentId": security, "ChildType": "ACCOUNT"}
    expect(len(organizations.pages("ListChildren", "Children", **children)), 2)
    organizations.refused("ParentNotFoundException", "ListChildren", ParentId=NO_UNIT, ChildType="ACCOUNT")
    archive = aws.accounts["logArchive"]
    parents = organizations.pages("ListParents", "Parents", single=True, ChildId=archive)
    expect(parents, [{"Id": security, "Type": "ORGANIZATIONAL_UNIT"}])
    organizations.refused("ChildNotFoundException", "ListParents", ChildId=NOWHERE)

    move = {"AccountId": archive, "SourceParentId": security, "DestinationParentId": workloads}
    organizations.ok("MoveAccount", **move)
    organizations.refused("SourceParentNotFoundException", "MoveAccount", **move)
    back = {"AccountId": archive, "SourceParentId": workloads, "DestinationParentId": security}
    organizations.refused("DestinationParentNotFoundException", "MoveAccount", **{**back, "DestinationParentId": NO_UNIT})
    organizations.refused("AccountNotFoundException", "MoveAccount", **{**back, "AccountId": NOWHERE})
    organizations.refused("DuplicateAccountException", "MoveAccount", **{**back, "DestinationParentId": workloads})
    organizations.ok("MoveAccount", **back)


def accounts(aws, organizations, member):
    create = "CreateAccount"
    # Long enough that none is there before the last is asked for, however slow the machine is.
    aws.control("delays", {"accounts": 60_000})
    begun = organizations.ok(create, AccountName="one", Email="one@example.com")["CreateAccountStatus"]
    expect(begun["State"], "IN_PROGRESS")
    organizations.ok(create, AccountName="two", Email="ONE@example.com")
    organizations.refused("InvalidInputException", create, AccountName="bad", Email="no-address")
    member.refused("AccessDeniedException", create, AccountName="mine", Email="mine@example.com")
    for name in ("three", "four", "five"):
        organizations.ok(create, AccountName=name, Email=f"{name}@example.com")
    organizations.refused("TooManyRequestsException", create, AccountName="six", Email="six@example.com")
    aws.advance(60)
    describe = "DescribeCreateAccountStatus"
    ended = organizations.ok(describe, CreateAccountRequestId=begun["Id"])["CreateAccountStatus"]
    expect(ended["State"], "SUCCEEDED")
    organizations.refused(
        "CreateAccountStatusNotFoundException", describe, CreateAccountRequestId="car-aaaaaaaaaaaaaaaa"
    )
    failed = organizations.ok("ListCreateAccountStatus", States=["FAILED"])["CreateAccountStatuses"]
    expect([status["FailureReason"] for status in failed], ["EMAIL_ALREADY_EXISTS"])
    organizations.pages("ListCreateAccountStatus", "CreateAccountStatuses")
    organizations.refused("InvalidInputException", "ListCreateAccountStatus", NextToken="moon")

    organizations.pages("ListAccounts", "Accounts", size=2)
    organizations.refused("InvalidInputException", "ListAccounts", NextToken="moon")
    account = ended["AccountId"]
    expect(organizations.ok("DescribeAccount", AccountId=account)["Account"]["Name"], "one")
    organizations.refused("AccountNotFoundException", "DescribeAccount", AccountId=NOWHERE)
    remove = "RemoveAccountFromOrganization"
    organizations.refused("MasterCannotLeaveOrganizationException", remove, AccountId=aws.management)
    organizations.refused("ConstraintViolationException", remove, AccountId=account)
    organizations.refused("AccountNotFoundException", remove, AccountId=NOWHERE)
    organizations.ok("CloseAccount", AccountId=account)
    organizations.refused("AccountAlreadyClosedException", "CloseAccount", AccountId=account)
    organizations.refused("ConstraintViolationException", "CloseAccount", AccountId=aws.management)
    organizations.refused("AccountNotFoundException", "CloseAccount", AccountId=NOWHERE)


def policies(aws, organizations):
    root = {"RootId": aws.root_id, "PolicyType": SCP}
    if any(each["Type"] == SCP for each in organizations.ok("ListRoots")["Roots"][0].get("PolicyTypes", [])):
        organizations.ok("DisablePolicyType", **root)
    content = statement(Action="s3:GetObject", Resource="*")
    policy = {"Name": "only-reads", "Description": "", "Type": SCP, "Content": content}
    organizations.refused("PolicyTypeNotEnabledException", "DisablePolicyType", **root)
    organizations.refused("RootNotFoundException", "EnablePolicyType", RootId="r-aaaa", PolicyType=SCP)
    organizations.ok("EnablePolicyType", **root)
    organizations.refused("PolicyTypeAlreadyEnabledException", "EnablePolicyType", **root)

    made = organizations.ok("CreatePolicy", **policy)["Policy"]["PolicySummary"]
    organizations.refused("DuplicatePolicyException", "CreatePolicy", **policy)
    bad = {**policy, "Name": "bad", "Content": "{"}
    organizations.refused("MalformedPolicyDocumentException", "CreatePolicy", **bad)
    large = {**policy, "Name": "large", "Content": content.replace("s3:GetObject", "s3:" + "a" * 10_300)}
    organizations.refused("ConstraintViolationException", "CreatePolicy", **large)
    organizations.refused("InvalidInputException", "CreatePolicy", **{**policy, "Type": "MOON_POLICY"})

    expect(organizations.ok("DescribePolicy", PolicyId=made["Id"])["Policy"]["Content"], content)
    organizations.refused("PolicyNotFoundException", "DescribePolicy", PolicyId=NO_POLICY)
    changed = organizations.ok("UpdatePolicy", PolicyId=made["Id"], Description="reads")["Policy"]["PolicySummary"]
    expect(changed["Description"], "reads")
    organizations.refused("PolicyNotFoundException", "UpdatePolicy", PolicyId=NO_POLICY)
    organizations.refused("MalformedPolicyDocumentException", "UpdatePolicy", PolicyId=made["Id"], Content="{")
    organizations.pages("ListPolicies", "Policies", Filter=SCP)
    organizations.refused("InvalidInputException", "ListPolicies", Filter="MOON_POLICY")

    target = aws.accounts["logArchive"]
    attachment = {"PolicyId": made["Id"], "TargetId": target}
    organizations.ok("AttachPolicy", **attachment)
    organizations.refused("DuplicatePolicyAttachmentException", "AttachPolicy", **attachment)
    organizations.refused("TargetNotFoundException", "AttachPolicy", PolicyId=made["Id"], TargetId=NOWHERE)
    organizations.refused("PolicyNotFoundException", "AttachPolicy", PolicyId=NO_POLICY, TargetId=target)
    organizations.refused("PolicyInUseException", "DeletePolicy", PolicyId=made["Id"])
    organizations.ok("AttachPolicy", PolicyId=made["Id"], TargetId=aws.accounts["security"])
    expect(len(organizations.pages("ListTargetsForPolicy", "Targets", PolicyId=made["Id"])), 2)
    organizations.refused("PolicyNotFoundException", "ListTargetsForPolicy", PolicyId=NO_POLICY)
    organizations.pages("ListPoliciesForTarget", "Policies", TargetId=target, Filter=SCP)
    organizations.refused("TargetNotFoundException", "ListPoliciesForTarget", TargetId=NOWHERE, Filter=SCP)
    organizations.ok("DetachPolicy", **attachment)
    organizations.refused("PolicyNotAttachedException", "DetachPolicy", **attachment)
    organizations.ok("DetachPolicy", PolicyId=made["Id"], TargetId=aws.accounts["security"])
    organizations.ok("DeletePolicy", PolicyId=made["Id"])
    organizations.refused("PolicyNotFoundException", "DeletePolicy", PolicyId=made["Id"])
    organizations.ok("DisablePolicyType", **root)

    organizations.refused("ResourcePolicyNotFoundException", "DescribeResourcePolicy")
    delegation = statement(
        Principal={"AWS": f"arn:aws:iam::{aws.accounts['security']}:root"},
        Action="organizations:DescribePolicy",
        Resource="*",
    )
    organizations.ok("PutResourcePolicy", Content=delegation)
    organizations.refused("InvalidInputException", "PutResourcePolicy", Content="{")
    expect(organizations.ok("DescribeResourcePolicy")["ResourcePolicy"]["Content"], delegation)
    organizations.ok("DeleteResourcePolicy")
    organizations.refused("ResourcePolicyNotFoundException", "DeleteResourcePolicy")


def administrators(aws, organizations):
    for principal in (GUARDDUTY, CONFIG):
        organizations.ok("EnableAWSServiceAccess", ServicePrincipal=principal)
    moon = {"ServicePrincipal": "moon.amazonaws.com"}
    organizations.refused("InvalidInputException", "EnableAWSServiceAccess", **moon)
    listed = organizations.pages("ListAWSServiceAccessForOrganization", "EnabledServicePrincipals")
    assert {GUARDDUTY, CONFIG} <= {entry["ServicePrincipal"] for entry in listed}
    organizations.refused("InvalidInputException", "ListAWSServiceAccessForOrganization", NextToken="moon")

    security, archive = aws.accounts["security"], aws.accounts["logArchive"]
    register = "RegisterDelegatedAdministrator"
    registered = {"AccountId": security, "ServicePrincipal": CONFIG}
    organizations.ok(register, **registered)
    organizations.refused("AccountAlreadyRegisteredException", register, **registered)
    organizations.refused("AccountNotFoundException", register, AccountId=NOWHERE, ServicePrincipal=CONFIG)
    organizations.refused("ConstraintViolationException", register, AccountId=aws.management, ServicePrincipal=CONFIG)
    organizations.refused("InvalidInputException", register, AccountId=security, **moon)
    organizations.ok(register, AccountId=archive, ServicePrincipal=CONFIG)
    organizations.ok(register, AccountId=security, ServicePrincipal="macie.amazonaws.com")
    organizations.pages("ListDelegatedAdministrators", "DelegatedAdministrators", ServicePrincipal=CONFIG)
    organizations.refused("InvalidInputException", "ListDelegatedAdministrators", **moon)
    services = organizations.pages("ListDelegatedServicesForAccount", "DelegatedServices", AccountId=security)
    assert {CONFIG, "macie.amazonaws.com"} <= {entry["ServicePrincipal"] for entry in services}
    delegated = aws.service("organizations", security)
    delegated.ok("ListAccounts")
    list_services = "ListDelegatedServicesForAccount"
    organizations.refused("AccountNotRegisteredException", list_services, AccountId=aws.management)
    organizations.refused("AccountNotFoundException", list_services, AccountId=NOWHERE)
    deregister = "DeregisterDelegatedAdministrator"
    organizations.ok(deregister, **registered)
    organizations.refused("AccountNotRegisteredException", deregister, **registered)
    organizations.refused("InvalidInputException", deregister, AccountId=security, **moon)
    organizations.ok(deregister, AccountId=archive, ServicePrincipal=CONFIG)
    organizations.ok("DisableAWSServiceAccess", ServicePrincipal=CONFIG)
    organizations.refused("InvalidInputException", "DisableAWSServiceAccess", **moon)


def tags(aws, organizations):
    account = aws.accounts["security"]
    organizations.ok("TagResource", ResourceId=account, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}])
    found = organizations.pages("ListTagsForResource", "Tags", size=None, ResourceId=account)
    expect(found, [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}])
    organizations.ok("UntagResource", ResourceId=account, TagKeys=["a", "b"])
    expect(organizations.ok("ListTagsForResource", ResourceId=account).get("Tags", []), [])
    lost = {"ResourceId": NOWHERE}
    organizations.refused("TargetNotFoundException", "TagResource", Tags=[{"Key": "a", "Value": "1"}], **lost)
    organizations.refused("TargetNotFoundException", "UntagResource", TagKeys=["a"], **lost)
    organizations.refused("TargetNotFoundException", "ListTagsForResource", **lost)
