"""EventBridge: buses, who may put events on them, rules, targets and patterns."""

import json

from aws import expect, statement

BUS = "client-bus"


def play(aws):
    events = aws.service("events")
    events.send("CreateEventBus", {"Name": BUS})
    permissions(aws, events)
    rules(events)
    entry = {"Source": "client", "DetailType": "note", "Detail": "{}", "EventBusName": BUS}
    expect(events.ok("PutEvents", Entries=[entry])["FailedEntryCount"], 0)
    answer = events.ok("PutEvents", Entries=[entry, {**entry, "Source": "aws.mine"}, {**entry, "Detail": "{"}])
    codes = [one.get("ErrorCode") for one in answer["Entries"]]
    expect(codes, [None, "NotAuthorizedForSourceException", "MalformedDetail"])
    events.refused("ValidationException", "PutEvents", Entries=[entry] * 11)
    events.ok("DeleteEventBus", Name=BUS)
    events.refused("ValidationException", "DeleteEventBus", Name="default")


def permissions(aws, events):
    arn = events.ok("DescribeEventBus", Name=BUS)["Arn"]
    events.refused("ResourceNotFoundException", "DescribeEventBus", Name="client-nowhere")
    who = {"EventBusName": BUS, "StatementId": "security"}
    account = {"Action": "events:PutEvents", "Principal": aws.accounts["security"]}
    events.ok("PutPermission", **who, **account)
    events.refused("ResourceNotFoundException", "PutPermission", **{**who, "EventBusName": "client-nowhere"}, **account)
    kept = json.loads(events.ok("DescribeEventBus", Name=BUS)["Policy"])
    expect([one["Sid"] for one in kept["Statement"]], ["security"])
    listed = events.ok("ListEventBuses")["EventBuses"]
    expect(sorted(bus["Name"] for bus in listed), [BUS, "default"])
    events.ok("RemovePermission", **who)
    events.refused("ResourceNotFoundException", "RemovePermission", **who)
    root = {"AWS": f"arn:aws:iam::{aws.accounts['security']}:root"}
    policy = statement(Sid="all", Principal=root, Action="events:PutEvents", Resource=arn)
    events.ok("PutPermission", EventBusName=BUS, Policy=policy)
    expect(json.loads(events.ok("DescribeEventBus", Name=BUS)["Policy"]), json.loads(policy))


def rules(events):
    pattern = json.dumps({"source": ["client"]})
    rule = {"Name": "client-rule", "EventBusName": BUS}
    events.ok("PutRule", EventPattern=pattern, **rule)
    events.refused("InvalidEventPatternException", "PutRule", EventPattern="{", **rule)
    target = {"Id": "group", "Arn": "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/client"}
    put = {"Rule": "client-rule", "EventBusName": BUS}
    expect(events.ok("PutTargets", Targets=[target], **put)["FailedEntryCount"], 0)
    many = [{**target, "Id": f"group-{number}"} for number in range(6)]
    events.refused("LimitExceededException", "PutTargets", Targets=many, **put)
    event = {
        "id": "1",
        "account": "123456789012",
        "source": "client",
        "time": "2026-01-01T00:00:00Z",
        "region": "us-east-1",
        "resources": [],
        "detail-type": "note",
        "detail": {},
    }
    expect(events.ok("TestEventPattern", EventPattern=pattern, Event=json.dumps(event))["Result"], True)
    events.refused("InvalidEventPatternException", "TestEventPattern", EventPattern="{", Event=json.dumps(event))
    events.send("RemoveTargets", {"Rule": "client-rule", "EventBusName": BUS, "Ids": ["group"]})
    events.send("DeleteRule", rule)
