"""Config: managed rules of the organization."""

from aws import expect

PRINCIPAL = "config-multiaccountsetup.amazonaws.com"
DENIED = "OrganizationAccessDeniedException"
UNKNOWN = "NoSuchOrganizationConfigRuleException"


def play(aws):
    own, member = aws.service("config"), aws.service("config", aws.accounts["logArchive"])
    put, delete = "PutOrganizationConfigRule", "DeleteOrganizationConfigRule"
    rule = {"OrganizationManagedRuleMetadata": {"RuleIdentifier": "CLOUD_TRAIL_ENABLED"}}
    first = {"OrganizationConfigRuleName": "client-trail"}
    own.refused(DENIED, put, **first, **rule)
    aws.service("organizations").ok("EnableAWSServiceAccess", ServicePrincipal=PRINCIPAL)
    aws.advance(1)
    member.refused(DENIED, put, **first, **rule)
    own.refused("InvalidParameterValueException", put, **first)
    made = own.ok(put, **first, **rule)["OrganizationConfigRuleArn"]
    # Putting it again changes it.
    excluded = [aws.accounts["logArchive"]]
    expect(own.ok(put, **first, **rule, ExcludedAccounts=excluded)["OrganizationConfigRuleArn"], made)
    own.ok(put, OrganizationConfigRuleName="client-keys", **rule)
    lists(own, member, made, excluded)
    conformance_packs(own, member)
    for name in ("client-trail", "client-keys"):
        own.ok(delete, OrganizationConfigRuleName=name)
        own.refused(UNKNOWN, delete, OrganizationConfigRuleName=name)
    expect(own.ok("DescribeOrganizationConfigRules")["OrganizationConfigRules"], [])


def lists(own, member, made, excluded):
    for operation, field in (
        ("DescribeOrganizationConfigRules", "OrganizationConfigRules"),
        ("DescribeOrganizationConfigRuleStatuses", "OrganizationConfigRuleStatuses"),
    ):
        found = [one["OrganizationConfigRuleName"] for one in own.pages(operation, field)]
        expect(found, ["client-trail", "client-keys"])
        own.refused("InvalidNextTokenException", operation, NextToken="moon")
        own.refused(UNKNOWN, operation, OrganizationConfigRuleNames=["client-nowhere"])
        member.refused(DENIED, operation)
    which = {"OrganizationConfigRuleNames": ["client-trail"]}
    (rule,) = own.ok("DescribeOrganizationConfigRules", **which)["OrganizationConfigRules"]
    expect([rule["OrganizationConfigRuleArn"], rule["ExcludedAccounts"]], [made, excluded])
    (status,) = own.ok("DescribeOrganizationConfigRuleStatuses", **which)["OrganizationConfigRuleStatuses"]
    expect(status["OrganizationRuleStatus"], "CREATE_SUCCESSFUL")


def conformance_packs(own, member):
    packs = "DescribeOrganizationConformancePacks"
    expect(own.pages(packs, "OrganizationConformancePacks", single=True), [])
    nowhere = {"OrganizationConformancePackNames": ["client-nowhere"]}
    own.refused("NoSuchOrganizationConformancePackException", packs, **nowhere)
    own.refused("InvalidNextTokenException", packs, NextToken="moon")
    member.refused(DENIED, packs)
