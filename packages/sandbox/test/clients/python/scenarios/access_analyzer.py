"""IAM Access Analyzer: analyzers of an account and of the organization."""

from aws import expect

PRINCIPAL = "access-analyzer.amazonaws.com"


def play(aws):
    own = aws.service("access-analyzer")
    create, get, listing = "CreateAnalyzer", "GetAnalyzer", "ListAnalyzers"
    expect(own.ok(listing)["analyzers"], [])
    made = own.ok(create, analyzerName="client", type="ACCOUNT", tags={"team": "security"})["arn"]
    expect(made, f"arn:aws:access-analyzer:us-east-1:{aws.management}:analyzer/client")
    own.refused("ConflictException", create, analyzerName="client", type="ACCOUNT")
    own.refused("ValidationException", create, analyzerName="moon", type="MOON")
    analyzer = own.ok(get, analyzerName="client")["analyzer"]
    expect([analyzer["type"], analyzer["status"], analyzer["tags"]], ["ACCOUNT", "ACTIVE", {"team": "security"}])
    own.refused("ResourceNotFoundException", get, analyzerName="nowhere")
    tags(own, made)
    organization(aws, own)
    expect([one["name"] for one in own.pages(listing, "analyzers")], ["client", "client-organization"])
    expect([one["name"] for one in own.ok(listing, type="ACCOUNT")["analyzers"]], ["client"])
    own.refused("ValidationException", listing, nextToken="moon")
    expect(own.pages("ListFindingsV2", "findings", single=True, analyzerArn=made), [])
    own.refused("ResourceNotFoundException", "ListFindingsV2", analyzerArn=f"{made}-nowhere")
    for name in ("client", "client-organization"):
        own.ok("DeleteAnalyzer", analyzerName=name)
        own.refused("ResourceNotFoundException", "DeleteAnalyzer", analyzerName=name)
    expect(own.ok(listing)["analyzers"], [])


def tags(own, made):
    own.ok("TagResource", resourceArn=made, tags={"stage": "test"})
    own.ok("UntagResource", resourceArn=made, tagKeys=["team"])
    expect(own.ok("ListTagsForResource", resourceArn=made)["tags"], {"stage": "test"})
    lost = {"resourceArn": f"{made}-nowhere"}
    own.refused("ResourceNotFoundException", "TagResource", **lost, tags={"stage": "test"})
    own.refused("ResourceNotFoundException", "UntagResource", **lost, tagKeys=["stage"])
    own.refused("ResourceNotFoundException", "ListTagsForResource", **lost)


def organization(aws, own):
    new = {"analyzerName": "client-organization", "type": "ORGANIZATION"}
    own.refused("AccessDeniedException", "CreateAnalyzer", **new)
    aws.service("organizations").ok("EnableAWSServiceAccess", ServicePrincipal=PRINCIPAL)
    aws.advance(1)
    aws.service("access-analyzer", aws.accounts["security"]).refused("AccessDeniedException", "CreateAnalyzer", **new)
    own.ok("CreateAnalyzer", **new)
