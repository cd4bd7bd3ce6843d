"""Service Quotas: those that the sandbox holds to."""

from aws import expect


def play(aws):
    quotas = aws.service("servicequotas")
    services = quotas.pages("ListServices", "Services", single=True)
    expect([service["ServiceCode"] for service in services], ["organizations"])
    quotas.refused("InvalidPaginationTokenException", "ListServices", NextToken="moon")
    for listing, getting in (
        ("ListServiceQuotas", "GetServiceQuota"),
        ("ListAWSDefaultServiceQuotas", "GetAWSDefaultServiceQuota"),
    ):
        found = quotas.pages(listing, "Quotas", size=3, ServiceCode="organizations")
        code = found[0]["QuotaCode"]
        expect(quotas.ok(getting, ServiceCode="organizations", QuotaCode=code)["Quota"], found[0])
        quotas.refused("NoSuchResourceException", listing, ServiceCode="moon")
        quotas.refused("NoSuchResourceException", getting, ServiceCode="organizations", QuotaCode="L-00000000")
