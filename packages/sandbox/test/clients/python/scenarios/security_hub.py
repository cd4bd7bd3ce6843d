"""Security Hub: a hub, standards, aggregators, the organization's administrator and what it gives to the others."""

from aws import expect

REGION = "us-west-2"
OFF = "InvalidAccessException"
BAD = "InvalidInputException"
MISSING = "ResourceNotFoundException"
PRINCIPAL = "securityhub.amazonaws.com"
STANDARD = f"arn:aws:securityhub:{REGION}::standards/pci-dss/v/3.2.1"


def play(aws):
    own = aws.service("securityhub", region=REGION)
    own.refused(OFF, "DisableSecurityHub")
    for operation in ("GetEnabledStandards", "ListFindingAggregators", "ListConfigurationPolicyAssociations"):
        own.refused(OFF, operation)
    own.refused(OFF, "BatchEnableStandards", StandardsSubscriptionRequests=[{"StandardsArn": STANDARD}])
    own.refused(OFF, "CreateFindingAggregator", RegionLinkingMode="ALL_REGIONS")
    for operation in ("DescribeHub", "GetAdministratorAccount", "GetFindings", "UpdateSecurityHubConfiguration"):
        own.refused(OFF, operation)
    hub_arn = f"arn:aws:securityhub:{REGION}:{aws.management}:hub/default"
    own.refused(MISSING, "ListTagsForResource", ResourceArn=hub_arn)
    own.refused(OFF, "BatchImportFindings", Findings=[finding(aws.management, "early")])
    own.ok("EnableSecurityHub", Tags={"team": "security"})
    own.refused("ResourceConflictException", "EnableSecurityHub")
    hub(own, hub_arn)
    standards(own)
    findings(aws, own)
    aggregator(own)
    organization(aws, own)
    own.ok("DisableSecurityHub")


def hub(own, arn):
    expect(own.ok("ListTagsForResource", ResourceArn=arn)["Tags"], {"team": "security"})
    own.ok("UpdateSecurityHubConfiguration", AutoEnableControls=False)
    found = own.ok("DescribeHub")
    expect([found["HubArn"], found["AutoEnableControls"]], [arn, False])
    expect(own.ok("GetAdministratorAccount").get("Administrator"), None)


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


def finding(account, name):
    return {
        "SchemaVersion": "2018-10-08",
        "Id": name,
        "ProductArn": f"arn:aws:securityhub:{REGION}:{account}:product/{account}/default",
        "GeneratorId": "client",
        "AwsAccountId": account,
        "CreatedAt": "2026-01-01T00:00:00Z",
        "UpdatedAt": "2026-01-01T00:00:00Z",
        "Severity": {"Label": "LOW"},
        "Title": "A finding",
        "Description": "Of a client.",
        "Resources": [{"Type": "Other", "Id": "client"}],
    }


def findings(aws, own):
    given = [finding(aws.management, "one"), finding(aws.management, "two"), finding(aws.accounts["security"], "three")]
    answer = own.ok("BatchImportFindings", Findings=given)
    expect([answer["SuccessCount"], [one["Id"] for one in answer["FailedFindings"]]], [2, ["three"]])
    expect([one["Id"] for one in own.pages("GetFindings", "Findings")], ["one", "two"])
    wanted = {"Id": [{"Value": "tw", "Comparison": "PREFIX"}]}
    expect([one["Id"] for one in own.ok("GetFindings", Filters=wanted)["Findings"]], ["two"])
    own.refused(BAD, "GetFindings", NextToken="moon")


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
    changed = own.ok("UpdateFindingAggregator", **which, RegionLinkingMode="NO_REGIONS")
    expect([changed["RegionLinkingMode"], changed.get("Regions")], ["NO_REGIONS", None])
    own.ok("DeleteFindingAggregator", **which)
    own.refused("ResourceNotFoundException", "UpdateFindingAggregator", **which, RegionLinkingMode="NO_REGIONS")
    for operation in ("GetFindingAggregator", "DeleteFindingAggregator"):
        own.refused("ResourceNotFoundException", operation, **which)


def organization(aws, own):
    security, archive = aws.accounts["security"], aws.accounts["logArchive"]
    outside, admin = (aws.service("securityhub", account, REGION) for account in (archive, security))
    enable, disable = "EnableOrganizationAdminAccount", "DisableOrganizationAdminAccount"
    listing = "ListOrganizationAdminAccounts"
    for operation in (enable, disable):
        outside.refused("AccessDeniedException", operation, AdminAccountId=security)
    own.refused("AccessDeniedException", enable, AdminAccountId=security)
    aws.service("organizations").ok("EnableAWSServiceAccess", ServicePrincipal=PRINCIPAL)
    aws.advance(1)
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
    central(aws, admin, outside)
    own.ok(disable, AdminAccountId=security)
    own.refused(BAD, disable, AdminAccountId=security)
    expect(own.ok(listing)["AdminAccounts"], [])


def central(aws, admin, outside):
    update = "UpdateOrganizationConfiguration"
    settings = {"AutoEnable": False, "AutoEnableStandards": "NONE"}
    centrally = {**settings, "OrganizationConfiguration": {"ConfigurationType": "CENTRAL"}}
    admin.refused(BAD, update, **centrally)
    home = admin.ok("CreateFindingAggregator", RegionLinkingMode="NO_REGIONS")["FindingAggregatorArn"]
    admin.ok(update, **centrally)
    aws.advance(1)
    made = policies(admin)
    associations(aws, admin, outside, made)
    for policy in made:
        admin.ok("DeleteConfigurationPolicy", Identifier=policy)
        for operation in ("GetConfigurationPolicy", "DeleteConfigurationPolicy"):
            admin.refused(MISSING, operation, Identifier=policy)
    admin.ok(update, **settings, OrganizationConfiguration={"ConfigurationType": "LOCAL"})
    admin.ok("DeleteFindingAggregator", FindingAggregatorArn=home)


def policies(admin):
    create, update, listing = "CreateConfigurationPolicy", "UpdateConfigurationPolicy", "ListConfigurationPolicies"
    enabled = {
        "ServiceEnabled": True,
        "EnabledStandardIdentifiers": [STANDARD],
        "SecurityControlsConfiguration": {"DisabledSecurityControlIdentifiers": ["Config.1"]},
    }
    on, off = ({"ConfigurationPolicy": {"SecurityHub": one}} for one in (enabled, {"ServiceEnabled": False}))
    made = [admin.ok(create, Name=name, **what)["Id"] for name, what in (("client-on", on), ("client-off", off))]
    admin.refused("ResourceConflictException", create, Name="client-on", **on)
    expect(admin.ok(update, Identifier=made[0], Description="All accounts")["Description"], "All accounts")
    admin.refused(BAD, update, Identifier=made[0], ConfigurationPolicy={"SecurityHub": {"ServiceEnabled": True}})
    expect(admin.ok("GetConfigurationPolicy", Identifier=made[0])["ConfigurationPolicy"]["SecurityHub"], enabled)
    found = admin.pages(listing, "ConfigurationPolicySummaries")
    expect([one["Name"] for one in found], ["client-on", "client-off"])
    admin.refused(BAD, listing, NextToken="moon")
    return made


def associations(aws, admin, outside, made):
    start, end = "StartConfigurationPolicyAssociation", "StartConfigurationPolicyDisassociation"
    get, listing = "GetConfigurationPolicyAssociation", "ListConfigurationPolicyAssociations"
    root, archive = {"RootId": aws.root_id}, {"AccountId": aws.accounts["logArchive"]}
    admin.refused(MISSING, start, ConfigurationPolicyIdentifier="moon", Target=root)
    admin.ok(start, ConfigurationPolicyIdentifier=made[0], Target=root)
    admin.ok(start, ConfigurationPolicyIdentifier="SELF_MANAGED_SECURITY_HUB", Target=archive)
    admin.refused("ResourceConflictException", "DeleteConfigurationPolicy", Identifier=made[0])
    expect(admin.ok(get, Target=root)["ConfigurationPolicyId"], made[0])
    found = admin.pages(listing, "ConfigurationPolicyAssociationSummaries")
    expect([one["TargetId"] for one in found], [aws.root_id, aws.accounts["logArchive"]])
    admin.refused(BAD, listing, NextToken="moon")
    members(aws, admin, outside)
    for target, policy in ((root, made[0]), (archive, "SELF_MANAGED_SECURITY_HUB")):
        admin.ok(end, Target=target, ConfigurationPolicyIdentifier=policy)
        admin.refused(MISSING, end, Target=target, ConfigurationPolicyIdentifier=policy)
        admin.refused(MISSING, get, Target=target)


def members(aws, admin, outside):
    # The policy of the root turned Security Hub on in every account but the one that manages itself.
    outside.ok("EnableSecurityHub", EnableDefaultStandards=False)
    found = [one["AccountId"] for one in admin.pages("ListMembers", "Members")]
    expect({aws.management, aws.accounts["logArchive"]} <= {*found}, True)
    answer = admin.ok("GetMembers", AccountIds=[aws.management, "999999999999"])
    expect([one["AccountId"] for one in answer["Members"]], [aws.management])
    expect([one["AccountId"] for one in answer["UnprocessedAccounts"]], ["999999999999"])
    outside.refused(OFF, "ListMembers")
    outside.refused(OFF, "GetMembers", AccountIds=[aws.management])
    expect(outside.ok("GetAdministratorAccount")["Administrator"]["AccountId"], aws.accounts["security"])
    outside.ok("DisableSecurityHub")
