"""CloudWatch Logs: keys and protection of log groups, retention, metric filters, resource policies."""

import json
import time

from aws import expect, statement

GROUP = "client-group"


def play(aws):
    logs = aws.service("logs")
    key, closed = keys(aws)
    logs.ok("CreateLogGroup", logGroupName=GROUP, kmsKeyId=key)
    logs.refused("ResourceAlreadyExistsException", "CreateLogGroup", logGroupName=GROUP)
    logs.refused("InvalidParameterException", "CreateLogGroup", logGroupName="client-closed", kmsKeyId=closed)

    def key_of_group():
        return logs.ok("DescribeLogGroups", logGroupNamePrefix=GROUP)["logGroups"][0].get("kmsKeyId")

    expect(key_of_group(), key)
    logs.ok("DisassociateKmsKey", logGroupName=GROUP)
    expect(key_of_group(), None)
    logs.ok("AssociateKmsKey", logGroupName=GROUP, kmsKeyId=key)
    expect(key_of_group(), key)
    logs.refused("InvalidParameterException", "AssociateKmsKey", logGroupName=GROUP, kmsKeyId=closed)
    logs.refused("ResourceNotFoundException", "AssociateKmsKey", logGroupName="client-nowhere", kmsKeyId=key)
    logs.refused("ResourceNotFoundException", "DisassociateKmsKey", logGroupName="client-nowhere")
    logs.refused("InvalidParameterException", "DisassociateKmsKey")

    logs.ok("PutRetentionPolicy", logGroupName=GROUP, retentionInDays=365)
    logs.refused("InvalidParameterException", "PutRetentionPolicy", logGroupName=GROUP, retentionInDays=2)
    logs.refused("ResourceNotFoundException", "PutRetentionPolicy", logGroupName="client-nowhere", retentionInDays=1)
    metric = [{"metricName": "Denied", "metricNamespace": "Client", "metricValue": "1"}]
    for pattern in ("{ $.errorCode = A* }", "{ $.errorCode = B* }"):
        logs.ok(
            "PutMetricFilter",
            logGroupName=GROUP,
            filterName="denied",
            filterPattern=pattern,
            metricTransformations=metric,
        )
    filters = logs.ok("DescribeMetricFilters", logGroupName=GROUP)["metricFilters"]
    expect([one["filterPattern"] for one in filters], ["{ $.errorCode = B* }"])
    lost = {"logGroupName": "client-nowhere", "filterName": "denied", "filterPattern": ""}
    logs.refused("ResourceNotFoundException", "PutMetricFilter", metricTransformations=metric, **lost)

    everything = f"arn:aws:logs:us-east-1:{aws.management}:log-group:*"
    service = {"Service": "route53.amazonaws.com"}
    policy = statement(Principal=service, Action="logs:PutLogEvents", Resource=everything)
    logs.ok("PutResourcePolicy", policyName="client", policyDocument=policy)
    logs.refused("InvalidParameterException", "PutResourcePolicy", policyName="bad", policyDocument="{")
    events(logs)
    protection(logs)


def events(logs):
    stream = {"logGroupName": GROUP, "logStreamName": "one"}
    logs.send("CreateLogStream", stream)
    now = int(time.time() * 1000)
    logs.ok("PutLogEvents", logEvents=[{"timestamp": now, "message": "hello"}], **stream)
    lost = {"logGroupName": "client-nowhere", "logStreamName": "one"}
    logs.refused("ResourceNotFoundException", "PutLogEvents", logEvents=[{"timestamp": now, "message": "x"}], **lost)
    found = logs.ok("TestMetricFilter", filterPattern="{ $.a = 1 }", logEventMessages=['{"a": 1}', '{"a": 2}'])
    expect([match["eventNumber"] for match in found["matches"]], [1])
    logs.refused("InvalidParameterException", "TestMetricFilter", filterPattern="{ $.a = }", logEventMessages=["x"])


def protection(logs):
    put = "PutLogGroupDeletionProtection"
    logs.ok(put, logGroupIdentifier=GROUP, deletionProtectionEnabled=True)
    logs.refused("ValidationException", "DeleteLogGroup", logGroupName=GROUP)
    logs.ok(put, logGroupIdentifier=GROUP, deletionProtectionEnabled=False)
    logs.ok("CreateLogGroup", logGroupName=f"{GROUP}-two")
    groups = logs.pages("DescribeLogGroups", "logGroups", logGroupNamePrefix=GROUP)
    expect([group["deletionProtectionEnabled"] for group in groups], [False, False])
    logs.ok("DeleteLogGroup", logGroupName=GROUP)
    logs.refused("ResourceNotFoundException", "DeleteLogGroup", logGroupName=GROUP)
    logs.refused("ResourceNotFoundException", put, logGroupIdentifier=GROUP, deletionProtectionEnabled=True)
    logs.refused("InvalidParameterException", "DescribeLogGroups", limit=51)


def keys(aws):
    kms = aws.service("kms")
    root = {"AWS": f"arn:aws:iam::{aws.management}:root"}
    policy = json.loads(statement(Principal=root, Action="kms:*", Resource="*"))
    closed = kms.ok("CreateKey", Policy=json.dumps(policy))["KeyMetadata"]["Arn"]
    policy["Statement"].append(
        {
            "Effect": "Allow",
            "Principal": {"Service": "logs.us-east-1.amazonaws.com"},
            "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
            "Resource": "*",
        }
    )
    return kms.ok("CreateKey", Policy=json.dumps(policy))["KeyMetadata"]["Arn"], closed
