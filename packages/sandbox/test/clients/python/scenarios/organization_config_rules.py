"""Config: managed rules and conformance packs of the organization."""

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
    # Putting it again changes it: no account records, so that it is deployed where none has to.
    excluded = [one["Id"] for one in aws.service("organizations").pages("ListAccounts", "Accounts")]
    expect(own.ok(put, **first, **rule, ExcludedAccounts=excluded)["OrganizationConfigRuleArn"], made)
    own.ok(put, OrganizationConfigRuleName="client-keys", **rule)
    lists(own, member, made, excluded)
    compliance(aws)
    conformance_packs(own, member, excluded)
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
    statuses = own.ok("DescribeOrganizationConfigRuleStatuses")["OrganizationConfigRuleStatuses"]
    expect([one["OrganizationRuleStatus"] for one in statuses], ["CREATE_SUCCESSFUL", "CREATE_FAILED"])
    expect(statuses[1]["ErrorCode"], "NoAvailableConfigurationRecorder")
    (status,) = own.ok("DescribeOrganizationConfigRuleStatuses", **which)["OrganizationConfigRuleStatuses"]
    expect(status["OrganizationConfigRuleName"], "client-trail")


def compliance(aws):
    # Where no other scenario has made a detector or a rule.
    region = "eu-west-1"
    own, member = aws.service("config", region=region), aws.service("config", aws.accounts["logArchive"], region)
    for name, identifier in (("client-detector", "GUARDDUTY_ENABLED_CENTRALIZED"), ("client-other", "CLOUD_TRAIL_ENABLED")):
        metadata = {"RuleIdentifier": identifier}
        own.ok("PutOrganizationConfigRule", OrganizationConfigRuleName=name, OrganizationManagedRuleMetadata=metadata)
    describe, details = "DescribeComplianceByConfigRule", "GetComplianceDetailsByConfigRule"
    pages = member.pages(describe, "ComplianceByConfigRules", size=None)
    found = {one["ConfigRuleName"]: one["Compliance"] for one in pages}
    rule, other = sorted(found)
    names = [name.rsplit("-", 1)[0] for name in (rule, other)]
    expect(names, ["OrgConfigRule-client-detector", "OrgConfigRule-client-other"])
    expect(found[rule], {"ComplianceType": "NON_COMPLIANT"})
    (alone,) = member.ok(describe, ConfigRuleNames=[rule])["ComplianceByConfigRules"]
    expect(alone["ConfigRuleName"], rule)
    member.refused("NoSuchConfigRuleException", describe, ConfigRuleNames=["client-nowhere"])
    member.refused("InvalidNextTokenException", describe, NextToken="moon")
    (result,) = member.pages(details, "EvaluationResults", single=True, ConfigRuleName=rule)
    expect(result["ComplianceType"], "NON_COMPLIANT")
    expect(member.ok(details, ConfigRuleName=rule, ComplianceTypes=["COMPLIANT"])["EvaluationResults"], [])
    member.refused("NoSuchConfigRuleException", details, ConfigRuleName="client-nowhere")
    for name in ("client-detector", "client-other"):
        own.ok("DeleteOrganizationConfigRule", OrganizationConfigRuleName=name)


def conformance_packs(own, member, excluded):
    put, delete = "PutOrganizationConformancePack", "DeleteOrganizationConformancePack"
    packs = "OrganizationConformancePacks"
    missing, name = "NoSuchOrganizationConformancePackException", "OrganizationConformancePackName"
    template = {"TemplateBody": "Resources: {}"}
    made = own.ok(put, **{name: "client-pack"}, **template, ExcludedAccounts=excluded)["OrganizationConformancePackArn"]
    own.ok(put, **{name: "client-other"}, **template)
    own.refused("ValidationException", put, **{name: "client-empty"})
    for operation, field in (
        (f"Describe{packs}", packs),
        ("DescribeOrganizationConformancePackStatuses", "OrganizationConformancePackStatuses"),
    ):
        expect([one[name] for one in own.pages(operation, field)], ["client-pack", "client-other"])
        own.refused(missing, operation, OrganizationConformancePackNames=["client-nowhere"])
        own.refused("InvalidNextTokenException", operation, NextToken="moon")
        member.refused(DENIED, operation)
    pack = own.ok(f"Describe{packs}", OrganizationConformancePackNames=["client-pack"])[packs][0]
    expect([pack["OrganizationConformancePackArn"], pack["ExcludedAccounts"]], [made, excluded])
    statuses = own.ok("DescribeOrganizationConformancePackStatuses")["OrganizationConformancePackStatuses"]
    expect([one["Status"] for one in statuses], ["CREATE_SUCCESSFUL", "CREATE_FAILED"])
    for pack in ("client-pack", "client-other"):
        own.ok(delete, **{name: pack})
        own.refused(missing, delete, **{name: pack})
