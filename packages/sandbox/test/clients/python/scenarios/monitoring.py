"""CloudWatch: data that alarms look at, and dashboards."""

import json

from aws import expect


def play(aws):
    cloudwatch = aws.service("monitoring")
    metrics(aws, cloudwatch)
    dashboards(cloudwatch)


def metrics(aws, cloudwatch):
    alarm = {
        "AlarmName": "client-alarm",
        "Namespace": "Client",
        "MetricName": "Denied",
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 1,
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    }
    cloudwatch.send("PutMetricAlarm", alarm)
    cloudwatch.ok("PutMetricData", Namespace="Client", MetricData=[{"MetricName": "Denied", "Value": 3}])
    aws.advance(1)
    answer, _ = cloudwatch.send("DescribeAlarms", {"AlarmNames": ["client-alarm"]})
    expect([one["StateValue"] for one in answer["MetricAlarms"]], ["ALARM"])
    bad = [{"MetricName": "Denied", "Value": 3, "Values": [1]}]
    cloudwatch.refused("InvalidParameterValue", "PutMetricData", Namespace="Client", MetricData=bad)


def dashboards(cloudwatch):
    name = {"DashboardName": "client-dashboard"}
    text = {"type": "text", "width": 6, "height": 2, "properties": {"markdown": "Denied calls"}}
    answer = cloudwatch.ok("PutDashboard", **name, DashboardBody=json.dumps({"widgets": [text]}))
    expect(answer.get("DashboardValidationMessages", []), [])
    empty = json.dumps({"widgets": [{**text, "properties": {}}]})
    cloudwatch.refused("InvalidParameterInput", "PutDashboard", **name, DashboardBody=empty)
    cloudwatch.send("DeleteDashboards", {"DashboardNames": ["client-dashboard"]})
