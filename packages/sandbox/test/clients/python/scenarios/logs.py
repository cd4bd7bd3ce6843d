"""CloudWatch Logs: keys of log groups, retention, metric filters, resource policies."""

import json

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
