"""CloudTrail: trails, their destinations, selectors, tags, status, history, keys and delegated administrators."""

import json
from datetime import datetime, timedelta, timezone

from aws import expect, statement

BUCKET = "client-trail-logs"
SERVICE = {"Service": "cloudtrail.amazonaws.com"}


def play(aws):
    trails = aws.service("cloudtrail")
    destinations = make_destinations(aws)
    creation(aws, trails, destinations)
    trail = f"arn:aws:cloudtrail:us-east-1:{aws.management}:trail/main"
    reading(aws, trails, trail)
    selectors(trails)
    tags(trails, trail)
    changes(aws, trails, destinations)
    logging(aws, trails)
    history(aws, trails)
    administrators(aws, trails)
    organization(aws, trails, trail)
    deletion(aws, trails)
    for operation, field in (("ListChannels", "Channels"), ("ListDashboards", "Dashboards")):
        expect(trails.ok(operation)[field], [])
    expect(trails.pages("ListImports", "Imports", single=True), [])


def make_destinations(aws):
    """A bucket, key, topic, log group and role that admit CloudTrail."""
    s3, kms, sns, logs, iam = (aws.service(name) for name in ("s3", "kms", "sns", "logs", "iam"))
    s3.ok("CreateBucket", Bucket=BUCKET)
    s3.ok("CreateBucket", Bucket="client-closed")
    arn = f"arn:aws:s3:::{BUCKET}"
    document = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": SERVICE, "Action": "s3:GetBucketAcl", "Resource": arn},
            {"Effect": "Allow", "Principal": SERVICE, "Action": "s3:PutObject", "Resource": f"{arn}/*"},
        ],
    }
    s3.ok("PutBucketPolicy", Bucket=BUCKET, Policy=json.dumps(document))
    everything = {"Principal": {"AWS": f"arn:aws:iam::{aws.management}:root"}, "Action": "kms:*", "Resource": "*"}
    closed = kms.ok("CreateKey", Policy=statement(**everything))["KeyMetadata"]["Arn"]
    both = json.loads(statement(**everything))
    both["Statement"].append(
        {
            "Effect": "Allow",
            "Principal": {"Service": ["cloudtrail.amazonaws.com", "logs.us-east-1.amazonaws.com"]},
            "Action": ["kms:DescribeKey", "kms:GenerateDataKey*", "kms:Encrypt*", "kms:Decrypt*"],
            "Resource": "*",
        }
    )
    key = kms.ok("CreateKey", Policy=json.dumps(both))["KeyMetadata"]["Arn"]
    topic = sns.ok("CreateTopic", Name="client-trail")["TopicArn"]
    sns.ok(
        "SetTopicAttributes",
        TopicArn=topic,
        AttributeName="Policy",
        AttributeValue=statement(Principal=SERVICE, Action="sns:Publish", Resource=topic),
    )
    logs.ok("CreateLogGroup", logGroupName="client-trail")
    group = f"arn:aws:logs:us-east-1:{aws.management}:log-group:client-trail:*"
    trust = statement(Principal=SERVICE, Action="sts:AssumeRole")
    role = iam.ok("CreateRole", RoleName="client-trail", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    write = statement(Action=["logs:CreateLogStream", "logs:PutLogEvents"], Resource="*")
    iam.ok("PutRolePolicy", RoleName="client-trail", PolicyName="write", PolicyDocument=write)
    aws.advance(1)
    return {"key": key, "closed key": closed, "topic": topic, "group": group, "role": role}


def creation(aws, trails, destinations):
    trail = {"Name": "main", "S3BucketName": BUCKET}

    def refused(code, **changed):
        trails.refused(code, "CreateTrail", **{**trail, **changed})

    refused("InvalidTrailNameException", Name="no spaces")
    refused("S3BucketDoesNotExistException", S3BucketName="client-nowhere")
    refused("InsufficientS3BucketPolicyException", S3BucketName="client-closed")
    refused("InvalidS3BucketNameException", S3BucketName="Not A Bucket")
    refused("InvalidS3PrefixException", S3KeyPrefix="/slash")
    refused("InvalidParameterCombinationException", IsMultiRegionTrail=True, IncludeGlobalServiceEvents=False)
    refused("InvalidKmsKeyIdException", KmsKeyId="no key")
    refused("KmsKeyNotFoundException", KmsKeyId="alias/client-nowhere")
    refused("InsufficientEncryptionPolicyException", KmsKeyId=destinations["closed key"])
    refused("InvalidSnsTopicNameException", SnsTopicName="no topic!")
    refused("InsufficientSnsTopicPolicyException", SnsTopicName="client-nowhere")
    refused("InvalidCloudWatchLogsRoleArnException", CloudWatchLogsLogGroupArn=destinations["group"])
    refused("InvalidCloudWatchLogsLogGroupArnException", CloudWatchLogsRoleArn=destinations["role"])
    refused("InvalidTagParameterException", TagsList=[{"Key": "aws:mine", "Value": "x"}])
    many = [{"Key": f"tag-{number}", "Value": "x"} for number in range(51)]
    refused("TagsLimitExceededException", TagsList=many)
    refused("CloudTrailAccessNotEnabledException", IsOrganizationTrail=True)
    made = trails.ok(
        "CreateTrail",
        **trail,
        S3KeyPrefix="prefix",
        SnsTopicName="client-trail",
        IncludeGlobalServiceEvents=True,
        IsMultiRegionTrail=True,
        EnableLogFileValidation=True,
        CloudWatchLogsLogGroupArn=destinations["group"],
        CloudWatchLogsRoleArn=destinations["role"],
        KmsKeyId=destinations["key"],
        TagsList=[{"Key": "team", "Value": "security"}],
    )
    expect(made["KmsKeyId"], destinations["key"])
    expect(made["SnsTopicARN"], destinations["topic"])
    expect(made["LogFileValidationEnabled"], True)
    refused("TrailAlreadyExistsException")
    for number in range(4):
        trails.ok("CreateTrail", Name=f"more-{number}", S3BucketName=BUCKET)
    refused("MaximumNumberOfTrailsExceededException", Name="sixth")
    member = aws.service("cloudtrail", aws.accounts["logArchive"])
    member.refused(
        "NotOrganizationMasterAccountException",
        "CreateTrail",
        Name="all",
        S3BucketName=BUCKET,
        IsOrganizationTrail=True,
    )
    # The key itself is asked for its state.
    disabled = aws.service("kms").ok("CreateKey")["KeyMetadata"]["KeyId"]
    aws.service("kms").send("DisableKey", {"KeyId": disabled})
    trails.refused("KmsException", "UpdateTrail", Name="more-0", KmsKeyId=disabled)


def reading(aws, trails, trail):
    expect(len(trails.ok("DescribeTrails")["trailList"]), 5)
    expect([one["Name"] for one in trails.ok("DescribeTrails", trailNameList=["main"])["trailList"]], ["main"])
    elsewhere = aws.service("cloudtrail", region="eu-west-1")
    expect([one["TrailARN"] for one in elsewhere.ok("DescribeTrails")["trailList"]], [trail])
    trails.refused("CloudTrailARNInvalidException", "DescribeTrails", trailNameList=["arn:aws:nothing"])
    expect(len(trails.pages("ListTrails", "Trails", size=None)), 5)
    expect(trails.ok("GetTrail", Name="main")["Trail"]["HomeRegion"], "us-east-1")
    for operation in ("GetTrail", "GetTrailStatus"):
        trails.refused("TrailNotFoundException", operation, Name="nowhere")
        trails.refused("CloudTrailARNInvalidException", operation, Name="arn:aws:nothing")


def selectors(trails):
    default = trails.ok("GetEventSelectors", TrailName="main")
    expect(default["EventSelectors"][0]["ReadWriteType"], "All")
    trails.refused("TrailNotFoundException", "GetEventSelectors", TrailName="nowhere")
    put = "PutEventSelectors"
    trails.refused("TrailNotFoundException", put, TrailName="nowhere", EventSelectors=[])
    trails.refused("InvalidEventSelectorsException", put, TrailName="main", EventSelectors=[])
    data = {
        "Name": "objects",
        "FieldSelectors": [
            {"Field": "eventCategory", "Equals": ["Data"]},
            {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
        ],
    }
    basic = {
        "ReadWriteType": "WriteOnly",
        "IncludeManagementEvents": True,
        "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}],
        "ExcludeManagementEventSources": ["kms.amazonaws.com"],
    }
    trails.ok(put, TrailName="main", AdvancedEventSelectors=[data])
    expect(trails.ok("GetEventSelectors", TrailName="main")["AdvancedEventSelectors"], [data])
    expect(trails.ok(put, TrailName="main", EventSelectors=[basic])["EventSelectors"], [basic])

    trails.refused("InsightNotEnabledException", "GetInsightSelectors", TrailName="main")
    put = "PutInsightSelectors"
    rate = {"InsightType": "ApiCallRateInsight"}
    trails.refused("InvalidInsightSelectorsException", put, TrailName="main", InsightSelectors=[rate, rate])
    trails.refused("TrailNotFoundException", put, TrailName="nowhere", InsightSelectors=[rate])
    trails.ok(put, TrailName="main", InsightSelectors=[rate])
    found = trails.ok("GetInsightSelectors", TrailName="main")["InsightSelectors"]
    expect([one["InsightType"] for one in found], ["ApiCallRateInsight"])
    trails.refused("UnsupportedOperationException", "GetInsightSelectors", EventDataStore="a" * 36)


def tags(trails, trail):
    added = [{"Key": "stage", "Value": "test"}]
    trails.ok("AddTags", ResourceId=trail, TagsList=added)
    found = trails.pages("ListTags", "ResourceTagList", size=None, ResourceIdList=[trail])
    expect([tag["Key"] for tag in found[0]["TagsList"]], ["team", "stage"])
    trails.ok("RemoveTags", ResourceId=trail, TagsList=added)
    for operation, resource in (
        ("AddTags", lambda arn: {"ResourceId": arn, "TagsList": added}),
        ("RemoveTags", lambda arn: {"ResourceId": arn, "TagsList": added}),
        ("ListTags", lambda arn: {"ResourceIdList": [arn]}),
    ):
        trails.refused("CloudTrailARNInvalidException", operation, **resource("main"))
        trails.refused("ResourceNotFoundException", operation, **resource(trail.replace("main", "nowhere")))
        other = trail.replace("trail/main", "dashboard/main")
        trails.refused("ResourceTypeNotSupportedException", operation, **resource(other))
    reserved = [{"Key": "aws:mine", "Value": "x"}]
    trails.refused("InvalidTagParameterException", "AddTags", ResourceId=trail, TagsList=reserved)


def changes(aws, trails, destinations):
    expect(trails.ok("UpdateTrail", Name="more-0", KmsKeyId=destinations["key"])["KmsKeyId"], destinations["key"])
    trails.refused("TrailNotFoundException", "UpdateTrail", Name="nowhere")
    trails.refused("InvalidS3BucketNameException", "UpdateTrail", Name="more-0", S3BucketName="Not A Bucket")
    arn = f"arn:aws:cloudtrail:us-east-1:{aws.management}:trail/main"
    elsewhere = aws.service("cloudtrail", region="eu-west-1")
    elsewhere.refused("InvalidHomeRegionException", "UpdateTrail", Name=arn)
    elsewhere.refused("InvalidHomeRegionException", "StartLogging", Name=arn)


def logging(aws, trails):
    expect(trails.ok("GetTrailStatus", Name="main")["IsLogging"], False)
    trails.ok("StartLogging", Name="main")
    aws.advance(3 * 3600)
    status = trails.ok("GetTrailStatus", Name="main")
    expect(status["IsLogging"], True)
    assert {"StartLoggingTime", "LatestDeliveryTime", "LatestDigestDeliveryTime", "LatestNotificationTime"} <= set(status)
    trails.ok("StopLogging", Name="main")
    for operation in ("StartLogging", "StopLogging"):
        trails.refused("TrailNotFoundException", operation, Name="nowhere")
    keys = trails.pages("ListPublicKeys", "PublicKeyList", size=None)
    expect(len(keys), 1)
    late, early = datetime(2030, 1, 2, tzinfo=timezone.utc), datetime(2030, 1, 1, tzinfo=timezone.utc)
    trails.refused("InvalidTimeRangeException", "ListPublicKeys", StartTime=late, EndTime=early)


def history(aws, trails):
    by_name = [{"AttributeKey": "EventName", "AttributeValue": "CreateTrail"}]
    # Of this scenario alone: looking events up makes none that are looked for.
    found = trails.pages("LookupEvents", "Events", size=10, LookupAttributes=by_name)
    assert len(found) > 10, f"{len(found)} events"
    assert json.loads(found[0]["CloudTrailEvent"])["eventName"] == "CreateTrail"
    two = [*by_name, {"AttributeKey": "ReadOnly", "AttributeValue": "false"}]
    trails.refused("InvalidLookupAttributesException", "LookupEvents", LookupAttributes=two)
    trails.refused("InvalidMaxResultsException", "LookupEvents", MaxResults=51)
    trails.refused("InvalidNextTokenException", "LookupEvents", NextToken="moon")
    trails.refused("InvalidEventCategoryException", "LookupEvents", EventCategory="moon")
    now = datetime.now(timezone.utc)
    trails.refused("InvalidTimeRangeException", "LookupEvents", StartTime=now, EndTime=now - timedelta(hours=1))


def administrators(aws, trails):
    register, deregister = "RegisterOrganizationDelegatedAdmin", "DeregisterOrganizationDelegatedAdmin"
    security = aws.accounts["security"]
    member = aws.service("cloudtrail", aws.accounts["logArchive"])
    management = "NotOrganizationManagementAccountException"
    member.refused(management, register, MemberAccountId=security)
    member.refused(management, deregister, DelegatedAdminAccountId=security)
    trails.refused("CannotDelegateManagementAccountException", register, MemberAccountId=aws.management)
    trails.refused("AccountNotFoundException", register, MemberAccountId="999999999999")
    trails.ok(register, MemberAccountId=security)
    trails.refused("AccountRegisteredException", register, MemberAccountId=security)
    trails.ok(deregister, DelegatedAdminAccountId=security)
    trails.refused("AccountNotRegisteredException", deregister, DelegatedAdminAccountId=security)
    trails.refused("AccountNotFoundException", deregister, DelegatedAdminAccountId="999999999999")
    aws.advance(1)


def organization(aws, trails, trail):
    trails.ok("UpdateTrail", Name="main", IsOrganizationTrail=True)
    member = aws.service("cloudtrail", aws.accounts["logArchive"])
    expect(member.ok("GetTrail", Name=trail)["Trail"]["IsOrganizationTrail"], True)
    for operation in ("StopLogging", "StartLogging", "DeleteTrail", "UpdateTrail"):
        member.refused("NotOrganizationMasterAccountException", operation, Name=trail)
    trails.ok("UpdateTrail", Name="main", IsOrganizationTrail=False)


def deletion(aws, trails):
    for name in ("more-0", "more-1", "more-2", "more-3", "main"):
        trails.ok("DeleteTrail", Name=name)
    trails.refused("TrailNotFoundException", "DeleteTrail", Name="main")
    expect(trails.ok("ListTrails")["Trails"], [])
