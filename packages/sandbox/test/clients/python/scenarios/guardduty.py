"""GuardDuty: detectors, the organization layer, members, invitations, findings, lists, destinations, plans, tags."""

import json

from aws import expect, statement

BAD = "BadRequestException"
NO_ID = "0" * 32
PRINCIPAL = "guardduty.amazonaws.com"
BUCKET = "client-findings"


def play(aws):
    detectors(aws)
    organization(aws)
    invitations(aws)
    own = aws.service("guardduty")
    detector = own.ok("ListDetectors")["DetectorIds"][0]
    findings(aws, own, detector)
    filters(own, detector)
    sets(own, detector)
    destinations(aws, own, detector)
    figures(aws, own, detector)
    plans(aws, own)
    tags(aws, own, detector)


def detectors(aws):
    own = aws.service("guardduty")
    made = own.ok(
        "CreateDetector",
        Enable=True,
        FindingPublishingFrequency="ONE_HOUR",
        Features=[{"Name": "S3_DATA_EVENTS", "Status": "DISABLED"}],
        Tags={"team": "security"},
    )["DetectorId"]
    own.refused(BAD, "CreateDetector", Enable=True)
    both = [{"Name": name, "Status": "ENABLED"} for name in ("RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING")]
    aws.service("guardduty", region="eu-west-1").refused(BAD, "CreateDetector", Enable=True, Features=both)
    expect(own.pages("ListDetectors", "DetectorIds", single=True), [made])
    own.refused(BAD, "ListDetectors", NextToken="moon")
    found = own.ok("GetDetector", DetectorId=made)
    features = {feature["Name"]: feature["Status"] for feature in found["Features"]}
    expect((features["S3_DATA_EVENTS"], features["CLOUD_TRAIL"]), ("DISABLED", "ENABLED"))
    parts = {one["Name"]: one.get("AdditionalConfiguration", []) for one in found["Features"]}
    expect([one["Name"] for one in parts["RDS_LOGIN_EVENTS"]], ["RDS_DATA_RISK"])
    own.refused(BAD, "GetDetector", DetectorId=NO_ID)
    own.ok(
        "UpdateDetector",
        DetectorId=made,
        FindingPublishingFrequency="FIFTEEN_MINUTES",
        Features=[
            {
                "Name": "RUNTIME_MONITORING",
                "Status": "ENABLED",
                "AdditionalConfiguration": [{"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}],
            }
        ],
    )
    own.refused(BAD, "UpdateDetector", DetectorId=NO_ID, Enable=True)
    own.ok("UpdateMalwareScanSettings", DetectorId=made, EbsSnapshotPreservation="RETENTION_WITH_FINDING")
    own.refused(BAD, "UpdateMalwareScanSettings", DetectorId=NO_ID)
    settings = own.ok("GetMalwareScanSettings", DetectorId=made)
    expect(settings["EbsSnapshotPreservation"], "RETENTION_WITH_FINDING")
    own.refused(BAD, "GetMalwareScanSettings", DetectorId=NO_ID)
    expect(own.pages("DescribeMalwareScans", "Scans", single=True, DetectorId=made), [])
    own.refused(BAD, "DescribeMalwareScans", DetectorId=NO_ID)
    expect(own.pages("ListMalwareScans", "Scans", single=True), [])

    elsewhere = aws.service("guardduty", region="us-west-2")
    gone = elsewhere.ok("CreateDetector", Enable=False)["DetectorId"]
    elsewhere.ok("DeleteDetector", DetectorId=gone)
    elsewhere.refused(BAD, "DeleteDetector", DetectorId=gone)


def organization(aws):
    own, security = aws.service("guardduty"), aws.accounts["security"]
    archive = aws.accounts["logArchive"]
    aws.service("organizations").ok("EnableAWSServiceAccess", ServicePrincipal=PRINCIPAL)
    aws.advance(1)
    enable, disable = "EnableOrganizationAdminAccount", "DisableOrganizationAdminAccount"
    own.refused(BAD, enable, AdminAccountId="999999999999")
    own.ok(enable, AdminAccountId=security)
    own.refused(BAD, enable, AdminAccountId=archive)
    list_admins = "ListOrganizationAdminAccounts"
    admins = own.pages(list_admins, "AdminAccounts", single=True)
    expect(admins, [{"AdminAccountId": security, "AdminStatus": "ENABLED"}])
    outside = aws.service("guardduty", archive)
    for operation in (enable, disable):
        outside.refused(BAD, operation, AdminAccountId=security)
    outside.refused(BAD, list_admins)

    admin = aws.service("guardduty", security)
    detector = admin.ok("ListDetectors")["DetectorIds"][0]
    describe, update = "DescribeOrganizationConfiguration", "UpdateOrganizationConfiguration"
    expect(admin.ok(describe, DetectorId=detector)["AutoEnableOrganizationMembers"], "NONE")
    admin.refused(BAD, describe, DetectorId=NO_ID)
    members = admin_members(aws, admin, detector)
    admin.ok(
        update,
        DetectorId=detector,
        AutoEnableOrganizationMembers="ALL",
        Features=[{"Name": "S3_DATA_EVENTS", "AutoEnable": "ALL"}],
    )
    admin.refused(BAD, update, DetectorId=detector)
    aws.advance(60)
    expect(len(admin.pages("ListMembers", "Members", DetectorId=detector)) >= 2, True)
    admin.refused(BAD, "ListMembers", DetectorId=NO_ID)
    stop = {"DetectorId": detector, "AccountIds": [archive]}
    for operation in ("StopMonitoringMembers", "DisassociateMembers", "DeleteMembers"):
        admin.refused(BAD, operation, **stop)
    statistics = admin.ok("GetOrganizationStatistics")["OrganizationDetails"]["OrganizationStatistics"]
    expect(statistics["MemberAccountsCount"] >= 2, True)
    outside.refused(BAD, "GetOrganizationStatistics")

    found = admin.ok("GetMemberDetectors", DetectorId=detector, AccountIds=[archive, "999999999999"])
    expect([one["AccountId"] for one in found["MemberDataSourceConfigurations"]], [archive])
    expect([one["AccountId"] for one in found["UnprocessedAccounts"]], ["999999999999"])
    admin.refused(BAD, "GetMemberDetectors", DetectorId=NO_ID, AccountIds=[archive])
    features = [{"Name": "LAMBDA_NETWORK_LOGS", "Status": "DISABLED"}]
    changed = admin.ok("UpdateMemberDetectors", DetectorId=detector, AccountIds=[archive], Features=features)
    expect(changed["UnprocessedAccounts"], [])
    admin.refused(BAD, "UpdateMemberDetectors", DetectorId=NO_ID, AccountIds=[archive], Features=features)
    for operation in ("GetAdministratorAccount", "GetMasterAccount"):
        expect("AccountId" in str(admin.ok(operation, DetectorId=detector)), False)
    asking(aws, members)


def admin_members(aws, admin, detector):
    """The members' life by hand, while nothing is enabled by itself."""
    archive = aws.accounts["logArchive"]
    accounts = [{"AccountId": archive, "Email": "log-archive@example.com"}]
    expect(admin.ok("CreateMembers", DetectorId=detector, AccountDetails=accounts)["UnprocessedAccounts"], [])
    again = admin.ok("CreateMembers", DetectorId=detector, AccountDetails=accounts)["UnprocessedAccounts"]
    expect([one["AccountId"] for one in again], [archive])
    admin.refused(BAD, "CreateMembers", DetectorId=NO_ID, AccountDetails=accounts)
    found = admin.ok("GetMembers", DetectorId=detector, AccountIds=[archive])
    expect([one["RelationshipStatus"] for one in found["Members"]], ["Enabled"])
    admin.refused(BAD, "GetMembers", DetectorId=NO_ID, AccountIds=[archive])
    who = {"DetectorId": detector, "AccountIds": [archive]}
    for operation in (
        "StopMonitoringMembers",
        "StartMonitoringMembers",
        "DisassociateMembers",
        "DeleteMembers",
    ):
        expect(admin.ok(operation, **who)["UnprocessedAccounts"], [])
    lost = {"DetectorId": NO_ID, "AccountIds": [archive]}
    for operation in ("StartMonitoringMembers", "StopMonitoringMembers", "DisassociateMembers", "DeleteMembers"):
        admin.refused(BAD, operation, **lost)
    return archive


def asking(aws, member):
    """What a member asks about its administrator, and may not do."""
    own = aws.service("guardduty", member)
    detector = own.ok("ListDetectors")["DetectorIds"][0]
    found = own.ok("GetAdministratorAccount", DetectorId=detector)["Administrator"]
    expect(found["AccountId"], aws.accounts["security"])
    own.refused(BAD, "GetAdministratorAccount", DetectorId=NO_ID)
    expect(own.ok("GetMasterAccount", DetectorId=detector)["Master"]["AccountId"], aws.accounts["security"])
    own.refused(BAD, "GetMasterAccount", DetectorId=NO_ID)
    own.refused(BAD, "DeleteDetector", DetectorId=detector)
    own.refused(BAD, "UpdateDetector", DetectorId=detector, Enable=False)
    for operation in ("DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount"):
        own.refused(BAD, operation, DetectorId=detector)


def invitations(aws):
    """Where no organization administrator is, accounts invite each other."""
    region, archive = "eu-central-1", aws.accounts["logArchive"]
    inviters = {}
    for account in (aws.accounts["security"], aws.management):
        service = aws.service("guardduty", account, region)
        inviters[account] = (service, service.ok("CreateDetector", Enable=True)["DetectorId"])
    invited = aws.service("guardduty", archive, region)
    detector = invited.ok("CreateDetector", Enable=True)["DetectorId"]
    details = [{"AccountId": archive, "Email": "log-archive@example.com"}]

    def invite(account):
        service, own = inviters[account]
        service.ok("CreateMembers", DetectorId=own, AccountDetails=details)
        expect(service.ok("InviteMembers", DetectorId=own, AccountIds=[archive])["UnprocessedAccounts"], [])
        service.refused(BAD, "InviteMembers", DetectorId=NO_ID, AccountIds=[archive])
        found = invited.ok("ListInvitations")["Invitations"]
        return next(one["InvitationId"] for one in found if one["AccountId"] == account)

    security, management = inviters
    first = invite(security)
    invite(management)
    expect(len(invited.pages("ListInvitations", "Invitations")), 2)
    invited.refused(BAD, "ListInvitations", NextToken="moon")
    expect(invited.ok("GetInvitationsCount")["InvitationsCount"], 2)
    expect(invited.ok("DeclineInvitations", AccountIds=[management])["UnprocessedAccounts"], [])
    accept = {"DetectorId": detector, "InvitationId": first}
    invited.refused(BAD, "AcceptAdministratorInvitation", AdministratorId=management, **accept)
    invited.ok("AcceptAdministratorInvitation", AdministratorId=security, **accept)
    invited.ok("DisassociateFromAdministratorAccount", DetectorId=detector)
    second = {"DetectorId": detector, "InvitationId": invite(management)}
    invited.refused(BAD, "AcceptInvitation", MasterId=security, **second)
    invited.ok("AcceptInvitation", MasterId=management, **second)
    invited.ok("DisassociateFromMasterAccount", DetectorId=detector)
    invite(security)
    expect(invited.ok("DeleteInvitations", AccountIds=[security])["UnprocessedAccounts"], [])
    for operation in ("DeclineInvitations", "DeleteInvitations"):
        invited.refused(BAD, operation, AccountIds=["no-digits-at"])
    # Back to where there is an administrator: it can be taken away by the management account alone.
    own = aws.service("guardduty", region="us-west-2")
    own.ok("EnableOrganizationAdminAccount", AdminAccountId=security)
    own.ok("DisableOrganizationAdminAccount", AdminAccountId=security)
    own.refused(BAD, "DisableOrganizationAdminAccount", AdminAccountId=security)


def findings(aws, own, detector):
    types = ["Recon:EC2/PortProbeUnprotectedPort", "UnauthorizedAccess:EC2/SSHBruteForce"]
    # The management account is a member by now; its administrator archives.
    admin = aws.service("guardduty", aws.accounts["security"])
    administered = admin.ok("ListDetectors")["DetectorIds"][0]
    admin.ok("CreateSampleFindings", DetectorId=administered, FindingTypes=types)
    admin.refused(BAD, "CreateSampleFindings", DetectorId=administered, FindingTypes=["Moon:Landing"])
    every = {"DetectorId": administered}
    found = admin.pages("ListFindings", "FindingIds", **every)
    expect(len(found), 2)
    admin.refused(BAD, "ListFindings", DetectorId=NO_ID)
    whole = admin.ok("GetFindings", FindingIds=found, **every)["Findings"]
    expect(sorted(one["Type"] for one in whole), types)
    admin.refused(BAD, "GetFindings", DetectorId=NO_ID, FindingIds=found)
    admin.ok("ArchiveFindings", FindingIds=found, **every)
    criteria = {"Criterion": {"service.archived": {"Eq": ["true"]}}}
    expect(len(admin.ok("ListFindings", FindingCriteria=criteria, **every)["FindingIds"]), 2)
    admin.ok("UnarchiveFindings", FindingIds=found, **every)
    for operation in ("ArchiveFindings", "UnarchiveFindings"):
        admin.refused(BAD, operation, FindingIds=[NO_ID], **every)
    admin.ok("UpdateFindingsFeedback", FindingIds=found, Feedback="USEFUL", **every)
    admin.refused(BAD, "UpdateFindingsFeedback", FindingIds=found, Feedback="USEFUL", DetectorId=NO_ID)
    for group, field in (
        ("ACCOUNT", "GroupedByAccount"),
        ("DATE", "GroupedByDate"),
        ("FINDING_TYPE", "GroupedByFindingType"),
        ("RESOURCE", "GroupedByResource"),
        ("SEVERITY", "GroupedBySeverity"),
    ):
        expect(field in admin.ok("GetFindingsStatistics", GroupBy=group, **every)["FindingStatistics"], True)
    counted = admin.ok("GetFindingsStatistics", FindingStatisticTypes=["COUNT_BY_SEVERITY"], **every)
    expect(sum(counted["FindingStatistics"]["CountBySeverity"].values()), 2)
    admin.refused(BAD, "GetFindingsStatistics", DetectorId=NO_ID, GroupBy="ACCOUNT")
    # A threat is a finding of its own beside the sample of its type.
    threat = {"accountId": aws.accounts["security"], "region": "us-east-1", "type": types[0]}
    noticed = aws.control("threats", threat)["findingId"]
    title = admin.ok("GetFindings", FindingIds=[noticed], **every)["Findings"][0]["Title"]
    expect(title.startswith("[SAMPLE]"), False)
    # Every type has a whole finding that fits the model.
    admin.ok("CreateSampleFindings", **every)
    token = {}
    while token is not None:
        page = admin.ok("ListFindings", **token, **every)
        admin.ok("GetFindings", FindingIds=page["FindingIds"], **every)
        token = {"NextToken": page["NextToken"]} if page.get("NextToken") else None


def filters(own, detector):
    # A member leaves filters and lists to its administrator.
    admin, detector = administrator(own)
    which = {"DetectorId": detector}
    criteria = {"Criterion": {"severity": {"GreaterThanOrEqual": 4}}}
    for name in ("high", "low"):
        admin.ok("CreateFilter", Name=name, FindingCriteria=criteria, Action="NOOP", **which)
    admin.refused(BAD, "CreateFilter", Name="high", FindingCriteria=criteria, **which)
    expect(sorted(admin.pages("ListFilters", "FilterNames", **which)), ["high", "low"])
    admin.refused(BAD, "ListFilters", DetectorId=NO_ID)
    admin.ok("UpdateFilter", FilterName="high", Action="ARCHIVE", Rank=1, **which)
    expect(admin.ok("GetFilter", FilterName="high", **which)["Action"], "ARCHIVE")
    admin.ok("DeleteFilter", FilterName="high", **which)
    for operation in ("GetFilter", "UpdateFilter", "DeleteFilter"):
        admin.refused(BAD, operation, FilterName="high", **which)


def administrator(own):
    admin = own.aws.service("guardduty", own.aws.accounts["security"])
    return admin, admin.ok("ListDetectors")["DetectorIds"][0]


def sets(own, detector):
    admin, detector = administrator(own)
    for kind, key, many in (
        ("IPSet", "IpSetId", False),
        ("ThreatIntelSet", "ThreatIntelSetId", True),
        ("ThreatEntitySet", "ThreatEntitySetId", True),
        ("TrustedEntitySet", "TrustedEntitySetId", False),
    ):
        which = {"DetectorId": detector}
        new = {"Name": "mine", "Format": "TXT", "Location": "https://s3.amazonaws.com/lists/mine.txt", "Activate": True}
        made = admin.ok(f"Create{kind}", **new, **which)[key]
        admin.refused(BAD, f"Create{kind}", **{**new, "Location": "nowhere"}, **which)
        if many:
            admin.ok(f"Create{kind}", **new, **which)
        else:
            admin.refused(BAD, f"Create{kind}", **new, **which)
        expect(made in admin.pages(f"List{kind}s", f"{key}s", single=not many, **which), True)
        admin.refused(BAD, f"List{kind}s", DetectorId=NO_ID)
        expect(admin.ok(f"Get{kind}", **{key: made}, **which)["Status"], "ACTIVE")
        admin.ok(f"Update{kind}", Activate=False, **{key: made}, **which)
        admin.ok(f"Delete{kind}", **{key: made}, **which)
        for operation in (f"Get{kind}", f"Update{kind}", f"Delete{kind}"):
            admin.refused(BAD, operation, **{key: made}, **which)


def destinations(aws, own, detector):
    s3, kms = aws.service("s3"), aws.service("kms")
    s3.ok("CreateBucket", Bucket=BUCKET)
    service = {"Principal": {"Service": PRINCIPAL}}
    arn = f"arn:aws:s3:::{BUCKET}"
    key_policy = json.loads(
        statement(Principal={"AWS": f"arn:aws:iam::{aws.management}:root"}, Action="kms:*", Resource="*")
    )
    key_policy["Statement"].append({"Effect": "Allow", **service, "Action": "kms:GenerateDataKey", "Resource": "*"})
    key = kms.ok("CreateKey", Policy=json.dumps(key_policy))["KeyMetadata"]["Arn"]
    properties = {"DestinationArn": arn, "KmsKeyArn": key}
    new = {"DetectorId": detector, "DestinationType": "S3", "DestinationProperties": properties}
    own.refused(BAD, "CreatePublishingDestination", **new)
    admit = statement(**service, Action=["s3:GetBucketLocation", "s3:PutObject"], Resource=[arn, f"{arn}/*"])
    s3.ok("PutBucketPolicy", Bucket=BUCKET, Policy=admit)
    made = own.ok("CreatePublishingDestination", **new, Tags={"team": "security"})["DestinationId"]
    own.refused(BAD, "CreatePublishingDestination", **new)
    which = {"DetectorId": detector, "DestinationId": made}
    destinations = own.ok("ListPublishingDestinations", DetectorId=detector)["Destinations"]
    expect([one["DestinationId"] for one in destinations], [made])
    own.refused(BAD, "ListPublishingDestinations", DetectorId=NO_ID)
    described = own.ok("DescribePublishingDestination", **which)
    expect((described["Status"], described["DestinationProperties"]), ("PUBLISHING", properties))
    nowhere = {"DestinationArn": "arn:aws:s3:::client-nowhere", "KmsKeyArn": key}
    own.refused(BAD, "UpdatePublishingDestination", DestinationProperties=nowhere, **which)
    own.ok("UpdatePublishingDestination", DestinationProperties=properties, **which)
    own.ok("DeletePublishingDestination", **which)
    for operation in ("DescribePublishingDestination", "DeletePublishingDestination"):
        own.refused(BAD, operation, **which)


def figures(aws, own, detector):
    which = {"DetectorId": detector}
    expect(own.pages("ListCoverage", "Resources", single=True, **which), [])
    own.refused(BAD, "ListCoverage", DetectorId=NO_ID)
    types = ["COUNT_BY_RESOURCE_TYPE", "COUNT_BY_COVERAGE_STATUS"]
    coverage(aws, types)
    own.ok("GetCoverageStatistics", StatisticsType=types, **which)
    own.refused(BAD, "GetCoverageStatistics", StatisticsType=types, DetectorId=NO_ID)
    for kind in (
        "SUM_BY_ACCOUNT",
        "SUM_BY_DATA_SOURCE",
        "SUM_BY_RESOURCE",
        "TOP_RESOURCES",
        "SUM_BY_FEATURES",
        "TOP_ACCOUNTS_BY_FEATURE",
    ):
        usage = own.ok("GetUsageStatistics", UsageStatisticType=kind, UsageCriteria={}, **which)
        expect("UsageStatistics" in usage, True)
    own.refused(BAD, "GetUsageStatistics", UsageStatisticType="SUM_BY_ACCOUNT", UsageCriteria={}, DetectorId=NO_ID)
    own.refused(BAD, "GetUsageStatistics", UsageStatisticType="MOON", UsageCriteria={}, **which)
    days = own.ok("GetRemainingFreeTrialDays", AccountIds=[aws.management, "999999999999"], **which)
    expect([one["AccountId"] for one in days["Accounts"]], [aws.management])
    own.refused(BAD, "GetRemainingFreeTrialDays", DetectorId=NO_ID, AccountIds=[aws.management])


def coverage(aws, types):
    """Workloads of a member, as its administrator sees them."""
    security, archive = aws.accounts["security"], aws.accounts["logArchive"]
    admin = aws.service("guardduty", security)
    which = {"DetectorId": admin.ok("ListDetectors")["DetectorIds"][0]}
    features = [{"Name": "RUNTIME_MONITORING", "Status": "ENABLED"}]
    admin.ok("UpdateMemberDetectors", AccountIds=[archive], Features=features, **which)
    workloads = [
        {"type": "EKS", "name": "web", "status": "HEALTHY"},
        {"type": "ECS", "name": "batch", "status": "UNHEALTHY", "issue": "Agent not reporting"},
        {"type": "EC2", "name": "i-0123456789abcdef0", "status": "UNHEALTHY", "issue": "No agent"},
    ]
    aws.control("workloads", {"accountId": archive, "region": "us-east-1", "workloads": workloads})
    expect(len(admin.pages("ListCoverage", "Resources", **which)), 3)
    unhealthy = {"FilterCriterion": [{"CriterionKey": "COVERAGE_STATUS", "FilterCondition": {"Equals": ["UNHEALTHY"]}}]}
    admin.refused(BAD, "ListCoverage", SortCriteria={"AttributeName": "MOON"}, **which)
    by_issue = {"AttributeName": "ISSUE", "OrderBy": "ASC"}
    found = admin.ok("ListCoverage", FilterCriteria=unhealthy, SortCriteria=by_issue, **which)["Resources"]
    expect([one["Issue"] for one in found], ["Agent not reporting", "No agent"])
    expect([one["ResourceDetails"]["ResourceType"] for one in found], ["ECS", "EC2"])
    counted = admin.ok("GetCoverageStatistics", StatisticsType=types, **which)["CoverageStatistics"]
    expect(counted["CountByCoverageStatus"], {"HEALTHY": 1, "UNHEALTHY": 2})
    expect(counted["CountByResourceType"]["EKS"], 1)


def plans(aws, own):
    trust = statement(
        Principal={"Service": "malware-protection-plan.guardduty.amazonaws.com"}, Action="sts:AssumeRole"
    )
    iam = aws.service("iam")
    role = iam.ok("CreateRole", RoleName="client-plan", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    aws.advance(1)
    new = {"Role": role, "ProtectedResource": {"S3Bucket": {"BucketName": BUCKET, "ObjectPrefixes": ["in/"]}}}
    made = own.ok("CreateMalwareProtectionPlan", **new, Actions={"Tagging": {"Status": "ENABLED"}})
    which = {"MalwareProtectionPlanId": made["MalwareProtectionPlanId"]}
    own.refused("ConflictException", "CreateMalwareProtectionPlan", **new)
    nowhere = {"S3Bucket": {"BucketName": "client-nowhere"}}
    own.refused(BAD, "CreateMalwareProtectionPlan", Role=role, ProtectedResource=nowhere)
    expect(own.ok("GetMalwareProtectionPlan", **which)["Status"], "ACTIVE")
    own.ok("UpdateMalwareProtectionPlan", Actions={"Tagging": {"Status": "DISABLED"}}, **which)
    expect(own.ok("ListMalwareProtectionPlans")["MalwareProtectionPlans"], [which])
    own.refused(BAD, "ListMalwareProtectionPlans", NextToken="moon")
    own.ok("DeleteMalwareProtectionPlan", **which)
    for operation in ("GetMalwareProtectionPlan", "UpdateMalwareProtectionPlan", "DeleteMalwareProtectionPlan"):
        own.refused("ResourceNotFoundException", operation, **which)


def tags(aws, own, detector):
    arn = f"arn:aws:guardduty:us-east-1:{aws.management}:detector/{detector}"
    own.ok("TagResource", ResourceArn=arn, Tags={"stage": "test"})
    expect(own.ok("ListTagsForResource", ResourceArn=arn)["Tags"], {"team": "security", "stage": "test"})
    own.ok("UntagResource", ResourceArn=arn, TagKeys=["stage"])
    lost = arn.replace(detector, NO_ID)
    own.refused(BAD, "TagResource", ResourceArn=lost, Tags={"stage": "test"})
    own.refused(BAD, "UntagResource", ResourceArn=lost, TagKeys=["stage"])
    own.refused(BAD, "ListTagsForResource", ResourceArn=lost)
    foreign = arn.replace(aws.management, aws.accounts["security"])
    own.refused("AccessDeniedException", "ListTagsForResource", ResourceArn=foreign)
