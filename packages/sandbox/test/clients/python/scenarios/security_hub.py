"""Security Hub: standards, the organization's administrator and its configuration, aggregators."""

from aws import expect

REGION = "us-west-2"
OFF = "InvalidAccessException"
BAD = "InvalidInputException"
STANDARD = f"arn:aws:securityhub:{REGION}::standards/pci-dss/v/3.2.1"


def play(aws):
    own = aws.service("securityhub", region=REGION)
    own.refused(OFF, "DisableSecurityHub")
    for operation in ("GetEnabledStandards", "ListFindingAggregators", "ListConfigurationPolicyAssociations"):
        own.refused(OFF, operation)
    own.refused(OFF, "BatchEnableStandards", StandardsSubscriptionRequests=[{"StandardsArn": STANDARD}])
    own.refused(OFF, "CreateFindingAggregator", RegionLinkingMode="ALL_REGIONS")
    own.ok("EnableSecurityHub")
    own.refused("ResourceConflictException", "EnableSecurityHub")
    standards(own)
    aggregator(own)
    organization(aws, own)
    own.ok("DisableSecurityHub")


def standards(own):
    listing, enable, disable = "GetEnabledStandards", "BatchEnableStandards", "BatchDisableStandards"
    # Two are on by default.
    own.refused(BAD, enable, StandardsSubscriptionRequests=[{"StandardsArn": "moon"}])
    made = own.ok(enable, StandardsSubscriptionRequests=[{"StandardsArn": STANDARD}])["StandardsSubscriptions"]
    expect([one["StandardsStatus"] for one in made], ["READY"])
    found = own.pages(listing, "StandardsSubscriptions")
    expect([len(found), found[-1]["StandardsArn"]], [3, STANDARD])
    which = {"StandardsSubscriptionArns": [made[0]["StandardsSubscriptionArn"]]}
    expect([one["StandardsArn"] for one in own.ok(listing, **which)["StandardsSubscriptions"]], [STANDARD])
    own.refused(BAD, listing, NextToken="moon")
    gone = own.ok(disable, **which)["StandardsSubscriptions"]
    expect([one["StandardsStatus"] for one in gone], ["DELETING"])
    own.refused(BAD, disable, **which)
    expect(len(own.ok(listing)["StandardsSubscriptions"]), 2)


def aggregator(own):
    create, listing = "CreateFindingAggregator", "ListFindingAggregators"
    own.refused(BAD, create, RegionLinkingMode="MOON")
    made = own.ok(create, RegionLinkingMode="SPECIFIED_REGIONS", Regions=["us-east-1"])
    expect([made["FindingAggregationRegion"], made["Regions"]], [REGION, ["us-east-1"]])
    own.refused(BAD, create, RegionLinkingMode="ALL_REGIONS")
    which = {"FindingAggregatorArn": made["FindingAggregatorArn"]}
    expect(own.pages(listing, "FindingAggregators", single=True), [which])
    own.refused(BAD, listing, NextToken="moon")
    expect(own.ok("GetFindingAggregator", **which)["RegionLinkingMode"], "SPECIFIED_REGIONS")
    own.ok("DeleteFindingAggregator", **which)
    for operation in ("GetFindingAggregator", "DeleteFindingAggregator"):
        own.refused("ResourceNotFoundException", operation, **which)


def organization(aws, own):
    security, archive = aws.accounts["security"], aws.accounts["logArchive"]
    outside, admin = (aws.service("securityhub", account, REGION) for account in (archive, security))
    enable, disable = "EnableOrganizationAdminAccount", "DisableOrganizationAdminAccount"
    listing = "ListOrganizationAdminAccounts"
    for operation in (enable, disable):
        outside.refused("AccessDeniedException", operation, AdminAccountId=security)
    own.ok(enable, AdminAccountId=security)
    own.refused(BAD, enable, AdminAccountId=archive)
    admins = own.pages(listing, "AdminAccounts", single=True)
    expect(admins, [{"AccountId": security, "Status": "ENABLED"}])
    own.refused(BAD, listing, NextToken="moon")
    describe, update = "DescribeOrganizationConfiguration", "UpdateOrganizationConfiguration"
    outside.refused(OFF, describe)
    outside.refused(OFF, update, AutoEnable=True)
    expect(admin.ok(describe)["AutoEnable"], False)
    admin.ok(update, AutoEnable=True)
    expect(admin.ok(describe)["AutoEnable"], True)
    policies = "ListConfigurationPolicyAssociations"
    expect(own.pages(policies, "ConfigurationPolicyAssociationSummaries", single=True), [])
    own.refused(BAD, policies, NextToken="moon")
    own.ok(disable, AdminAccountId=security)
    own.refused(BAD, disable, AdminAccountId=security)
    expect(own.ok(listing)["AdminAccounts"], [])
