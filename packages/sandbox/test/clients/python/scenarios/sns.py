"""SNS: the policy of a topic."""

from aws import statement


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
