"""Control Tower: the landing zone of an organization that it has set up, and its controls."""

from aws import expect

# Of a sandbox that poses as one.
ONLY_WHEN_NAMED = True


def play(aws):
    tower = aws.service("controltower")
    zones = tower.pages("ListLandingZones", "landingZones", single=True)
    zone = tower.ok("GetLandingZone", landingZoneIdentifier=zones[0]["arn"])["landingZone"]
    expect((zone["arn"], zone["status"]), (zones[0]["arn"], "ACTIVE"))
    lost = zone["arn"][:-1] + "_"
    tower.refused("ResourceNotFoundException", "GetLandingZone", landingZoneIdentifier=lost)
    member = aws.service("controltower", aws.accounts["logArchive"])
    member.refused("AccessDeniedException", "ListLandingZones")
    tower.pages("ListEnabledControls", "enabledControls", size=2)
    unit = "arn:aws:organizations::123456789012:ou/o-aaaaaaaaaa/ou-aaaa-aaaaaaaa"
    tower.refused("ResourceNotFoundException", "ListEnabledControls", targetIdentifier=unit)
