"""CloudWatch: data that alarms look at."""

from aws import expect


def play(aws):
    cloudwatch = aws.service("monitoring")
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
