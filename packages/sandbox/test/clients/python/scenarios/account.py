"""Account Management: regions of an account and of the organization's others, its primary contact."""

from aws import expect

OPT_IN = "ap-east-1"


def play(aws):
    account = aws.service("account")
    regions = account.pages("ListRegions", "Regions", size=2)
    expect(len(regions), 5)
    some = account.ok("ListRegions", RegionOptStatusContains=["DISABLED"])["Regions"]
    expect(some, [{"RegionName": OPT_IN, "RegionOptStatus": "DISABLED"}])
    account.refused("AccessDeniedException", "ListRegions", AccountId="999999999999")
    account.refused("ValidationException", "ListRegions", NextToken="moon")

    account.ok("EnableRegion", RegionName=OPT_IN)
    account.refused("ValidationException", "EnableRegion", RegionName="moon-1")
    expect(account.ok("GetRegionOptStatus", RegionName=OPT_IN)["RegionOptStatus"], "ENABLED")
    account.refused("ValidationException", "GetRegionOptStatus", RegionName="moon-1")
    account.ok("DisableRegion", RegionName=OPT_IN)
    account.refused("ValidationException", "DisableRegion", RegionName="us-east-1")

    member = aws.accounts["logArchive"]
    account.refused("AccessDeniedException", "GetRegionOptStatus", RegionName=OPT_IN, AccountId=member)
    aws.service("organizations").ok("EnableAWSServiceAccess", ServicePrincipal="account.amazonaws.com")
    aws.advance(1)
    expect(
        account.ok("GetRegionOptStatus", RegionName=OPT_IN, AccountId=member)["RegionOptStatus"], "DISABLED"
    )

    contact = {
        "FullName": "A. Client",
        "AddressLine1": "1 Main Street",
        "City": "Zurich",
        "PostalCode": "8000",
        "CountryCode": "CH",
        "PhoneNumber": "+41440000000",
    }
    account.refused("ResourceNotFoundException", "GetContactInformation")
    account.ok("PutContactInformation", ContactInformation=contact)
    expect(account.ok("GetContactInformation")["ContactInformation"], contact)
    bad = {**contact, "PhoneNumber": "none"}
    account.refused("ValidationException", "PutContactInformation", ContactInformation=bad)
