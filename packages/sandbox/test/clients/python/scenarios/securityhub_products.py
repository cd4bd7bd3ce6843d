"""Security Hub: the products that it takes findings of."""

from aws import expect

# No account has GuardDuty on here.
REGION = "eu-west-1"


def play(aws):
    own = aws.service("securityhub", region=REGION)
    operations = ("ListEnabledProductsForImport", "EnableImportFindingsForProduct", "DisableImportFindingsForProduct")
    listing, enable, disable = operations
    own.refused("InvalidAccessException", listing)
    own.ok("EnableSecurityHub", EnableDefaultStandards=False)
    expect(own.ok(listing)["ProductSubscriptions"], [])
    products = [f"arn:aws:securityhub:{REGION}::product/aws/{name}" for name in ("inspector", "macie")]
    made = [own.ok(enable, ProductArn=product)["ProductSubscriptionArn"] for product in products]
    own.refused("ResourceConflictException", enable, ProductArn=products[0])
    own.refused("InvalidInputException", enable, ProductArn="moon")
    expect(own.pages(listing, "ProductSubscriptions", size=1), made)
    own.ok(disable, ProductSubscriptionArn=made[0])
    own.refused("ResourceNotFoundException", disable, ProductSubscriptionArn=made[0])
    # With GuardDuty on, its findings come by themselves.
    detector = aws.service("guardduty", region=REGION).ok("CreateDetector", Enable=True)["DetectorId"]
    found = own.ok(listing)["ProductSubscriptions"]
    expect([arn.split("/")[-1] for arn in found], ["guardduty", "macie"])
    own.ok(disable, ProductSubscriptionArn=found[0])
    expect(own.ok(listing)["ProductSubscriptions"], made[1:])
    aws.service("guardduty", region=REGION).ok("DeleteDetector", DetectorId=detector)
    own.ok("DisableSecurityHub")
