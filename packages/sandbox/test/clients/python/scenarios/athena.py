"""Athena: workgroups and saved queries."""

from aws import expect

BAD = "InvalidRequestException"


def play(aws):
    athena = aws.service("athena")
    workgroup(athena)
    tags(athena, f"arn:aws:athena:us-east-1:{aws.management}:workgroup/client")
    queries(athena)
    athena.refused(BAD, "DeleteWorkGroup", WorkGroup="primary")
    athena.ok("DeleteWorkGroup", WorkGroup="client", RecursiveDeleteOption=True)
    expect([one["Name"] for one in athena.ok("ListWorkGroups")["WorkGroups"]], ["primary"])


def workgroup(athena):
    results = {"OutputLocation": "s3://client-results/", "EncryptionConfiguration": {"EncryptionOption": "SSE_S3"}}
    new = {"Name": "client", "Configuration": {"ResultConfiguration": results}, "Tags": [{"Key": "team", "Value": "a"}]}
    athena.ok("CreateWorkGroup", **new)
    athena.refused(BAD, "CreateWorkGroup", **new)
    which, nowhere = {"WorkGroup": "client"}, {"WorkGroup": "client-nowhere"}
    limit = {"BytesScannedCutoffPerQuery": 20_000_000, "ResultConfigurationUpdates": {"RemoveOutputLocation": True}}
    athena.ok("UpdateWorkGroup", **which, ConfigurationUpdates=limit, Description="Logs")
    moon = {"ResultConfigurationUpdates": {"OutputLocation": "moon"}}
    athena.refused(BAD, "UpdateWorkGroup", **which, ConfigurationUpdates=moon)
    found = athena.ok("GetWorkGroup", **which)["WorkGroup"]
    expect([found["Description"], found["Configuration"]["BytesScannedCutoffPerQuery"]], ["Logs", 20_000_000])
    kept = {"EncryptionConfiguration": {"EncryptionOption": "SSE_S3"}}
    expect(found["Configuration"]["ResultConfiguration"], kept)
    athena.refused(BAD, "GetWorkGroup", **nowhere)
    expect([one["Name"] for one in athena.ok("ListWorkGroups")["WorkGroups"]], ["primary", "client"])
    athena.refused(BAD, "ListWorkGroups", NextToken="moon")


def tags(athena, arn):
    lost, missing = {"ResourceARN": f"{arn}-nowhere"}, "ResourceNotFoundException"
    athena.ok("TagResource", ResourceARN=arn, Tags=[{"Key": "stage", "Value": "b"}])
    athena.ok("UntagResource", ResourceARN=arn, TagKeys=["team"])
    # The smallest page has more tags than a workgroup can.
    found = athena.pages("ListTagsForResource", "Tags", size=75, single=True, ResourceARN=arn)
    expect(found, [{"Key": "stage", "Value": "b"}])
    athena.refused(missing, "TagResource", **lost, Tags=[{"Key": "stage", "Value": "b"}])
    athena.refused(missing, "UntagResource", **lost, TagKeys=["stage"])
    athena.refused(missing, "ListTagsForResource", **lost)


def queries(athena):
    text = {"Database": "logs", "QueryString": "SELECT 1"}
    which = {"WorkGroup": "client"}
    made = [athena.ok("CreateNamedQuery", Name=name, **text, **which)["NamedQueryId"] for name in ("one", "two")]
    athena.refused(BAD, "CreateNamedQuery", Name="one", **text, WorkGroup="client-nowhere")
    expect(athena.pages("ListNamedQueries", "NamedQueryIds", **which), made)
    athena.refused(BAD, "ListNamedQueries", WorkGroup="client-nowhere")
    expect(athena.ok("GetNamedQuery", NamedQueryId=made[0])["NamedQuery"]["Name"], "one")
    found = athena.ok("BatchGetNamedQuery", NamedQueryIds=[*made, "moon"])
    expect([one["Name"] for one in found["NamedQueries"]], ["one", "two"])
    expect([one["NamedQueryId"] for one in found["UnprocessedNamedQueryIds"]], ["moon"])
    athena.refused(BAD, "BatchGetNamedQuery", NamedQueryIds=made[:1] * 51)
    athena.refused(BAD, "DeleteWorkGroup", **which)
    athena.ok("DeleteNamedQuery", NamedQueryId=made[0])
    for operation in ("GetNamedQuery", "DeleteNamedQuery"):
        athena.refused(BAD, operation, NamedQueryId=made[0])
