"""IAM: central management of the root users of an organization's members."""

from aws import expect

PRINCIPAL = "iam.amazonaws.com"
FEATURES = ("RootCredentialsManagement", "RootSessions")


def play(aws):
    own, member = aws.service("iam"), aws.service("iam", aws.accounts["logArchive"])
    listing = "ListOrganizationsFeatures"
    changes = [f"{change}Organizations{feature}" for change in ("Enable", "Disable") for feature in FEATURES]
    for operation in (listing, *changes):
        own.refused("ServiceAccessNotEnabledException", operation)
        member.refused("AccountNotManagementOrDelegatedAdministratorException", operation)
    aws.service("organizations").ok("EnableAWSServiceAccess", ServicePrincipal=PRINCIPAL)
    aws.advance(1)
    expect(own.ok(listing).get("EnabledFeatures", []), [])
    for operation, enabled in zip(changes, (FEATURES[:1], FEATURES, FEATURES[1:], ())):
        answer = own.ok(operation)
        expect([answer["OrganizationId"], answer.get("EnabledFeatures", [])], [aws.organization_id, [*enabled]])
        expect(own.ok(listing).get("EnabledFeatures", []), [*enabled])
