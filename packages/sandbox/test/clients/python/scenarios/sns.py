"""SNS: the policy of a topic."""

from aws import expect, statement


def play(aws):
    sns = aws.service("sns")
    topic = sns.ok("CreateTopic", Name="client-topic")["TopicArn"]
    policy = statement(Principal={"Service": "s3.amazonaws.com"}, Action="sns:Publish", Resource=topic)
    sns.refused("InvalidParameter", "CreateTopic", Name="client-bad", Attributes={"Policy": "{"})
    change = {"AttributeName": "Policy", "TopicArn": topic}
    sns.ok("SetTopicAttributes", AttributeValue=policy, **change)
    sns.refused("InvalidParameter", "SetTopicAttributes", AttributeValue="{", **change)
    nowhere = {"TopicArn": f"{topic}-nowhere", "AttributeName": "DisplayName", "AttributeValue": "x"}
    sns.refused("NotFound", "SetTopicAttributes", **nowhere)
    reading(sns, topic)
    sns.ok("DeleteTopic", TopicArn=topic)
    for operation in ("GetTopicAttributes", "ListSubscriptionsByTopic"):
        sns.refused("NotFound", operation, TopicArn=topic)
    sns.refused("InvalidParameter", "DeleteTopic", TopicArn="no topic")


def reading(sns, topic):
    feedback = {"AttributeName": "HTTPSuccessFeedbackSampleRate", "AttributeValue": "100"}
    sns.ok("SetTopicAttributes", TopicArn=topic, **feedback)
    found = sns.ok("GetTopicAttributes", TopicArn=topic)["Attributes"]
    expect((found["TopicArn"], found["HTTPSuccessFeedbackSampleRate"]), (topic, "100"))
    mail, _ = sns.send("Subscribe", {"TopicArn": topic, "Protocol": "email", "Endpoint": "a@example.com"})
    queue = {"Protocol": "sqs", "Endpoint": "arn:aws:sqs:us-east-1:123456789012:client"}
    confirmed, _ = sns.send("Subscribe", {"TopicArn": topic, **queue})
    for listing, which in (("ListSubscriptionsByTopic", {"TopicArn": topic}), ("ListSubscriptions", {})):
        arns = [one["SubscriptionArn"] for one in sns.pages(listing, "Subscriptions", size=None, **which)]
        expect(sorted(arns), sorted(["PendingConfirmation", confirmed["SubscriptionArn"]]))
    arn = {"SubscriptionArn": confirmed["SubscriptionArn"]}
    expect(sns.ok("GetSubscriptionAttributes", **arn)["Attributes"]["PendingConfirmation"], "false")
    lost = {"SubscriptionArn": f"{topic}:00000000-0000-0000-0000-000000000000"}
    sns.refused("NotFound", "GetSubscriptionAttributes", **lost)
    assert mail["SubscriptionArn"]
