"""Config: a recorder and where it delivers, and an aggregator of the organization."""

from aws import expect, statement

PRINCIPAL = "config.amazonaws.com"
BUCKET = "client-config-delivery"


def play(aws):
    own = aws.service("config")
    recorder(aws, own)
    channel(aws, own)
    status(own)
    aggregator(aws, own)
    name = {"ConfigurationRecorderName": "client"}
    for operation, parameters in (
        ("StopConfigurationRecorder", name),
        ("DeleteDeliveryChannel", {"DeliveryChannelName": "client"}),
        ("DeleteConfigurationRecorder", name),
        ("DeleteConfigurationAggregator", {"ConfigurationAggregatorName": "client"}),
    ):
        own.send(operation, parameters)


def recorder(aws, own):
    trust = statement(Principal={"Service": PRINCIPAL}, Action="sts:AssumeRole")
    role = aws.service("iam").ok("CreateRole", RoleName="client-recorder", AssumeRolePolicyDocument=trust)
    new = {
        "name": "client",
        "roleARN": role["Role"]["Arn"],
        "recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": True},
    }
    nobody = {**new, "roleARN": f"{new['roleARN']}-nowhere"}
    own.refused("InvalidRoleException", "PutConfigurationRecorder", ConfigurationRecorder=nobody)
    own.ok("PutConfigurationRecorder", ConfigurationRecorder=new)


def channel(aws, own):
    s3 = aws.service("s3")
    to = {"DeliveryChannel": {"name": "client", "s3BucketName": BUCKET}}
    own.refused("NoSuchBucketException", "PutDeliveryChannel", **to)
    s3.ok("CreateBucket", Bucket=BUCKET)
    own.refused("InsufficientDeliveryPolicyException", "PutDeliveryChannel", **to)
    delivery = statement(
        Principal={"Service": PRINCIPAL},
        Action=["s3:GetBucketAcl", "s3:ListBucket", "s3:PutObject"],
        Resource=[f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/AWSLogs/{aws.management}/Config/*"],
    )
    s3.ok("PutBucketPolicy", Bucket=BUCKET, Policy=delivery)
    own.ok("PutDeliveryChannel", **to)


def status(own):
    own.send("StartConfigurationRecorder", {"ConfigurationRecorderName": "client"})
    (one,) = own.ok("DescribeConfigurationRecorderStatus")["ConfigurationRecordersStatus"]
    expect([one["name"], one["recording"], one["lastStatus"]], ["client", True, "Success"])
    nowhere = {"ConfigurationRecorderNames": ["client-nowhere"]}
    own.refused("NoSuchConfigurationRecorderException", "DescribeConfigurationRecorderStatus", **nowhere)


def aggregator(aws, own):
    def new(account):
        source = {"AllAwsRegions": True, "RoleArn": f"arn:aws:iam::{account}:role/client-recorder"}
        return {"ConfigurationAggregatorName": "client", "OrganizationAggregationSource": source}

    archive = aws.accounts["logArchive"]
    put, denied = "PutConfigurationAggregator", "OrganizationAccessDeniedException"
    own.refused(denied, put, **new(aws.management))
    aws.service("organizations").ok("EnableAWSServiceAccess", ServicePrincipal=PRINCIPAL)
    aws.advance(1)
    aws.service("config", archive).refused(denied, put, **new(archive))
    made = own.ok(put, **new(aws.management))["ConfigurationAggregator"]
    expect(made["OrganizationAggregationSource"]["AllAwsRegions"], True)
