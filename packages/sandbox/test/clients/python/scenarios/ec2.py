"""Regions as EC2 tells them, and the encryption of new disks."""

from aws import expect


def play(aws):
    ec2 = aws.service("ec2")
    expect(len(ec2.ok("DescribeRegions")["Regions"]), 4)
    expect(len(ec2.ok("DescribeRegions", AllRegions=True)["Regions"]), 5)
    ec2.refused("InvalidParameterValue", "DescribeRegions", RegionNames=["moon-1"])
    expect(ec2.ok("GetEbsEncryptionByDefault")["EbsEncryptionByDefault"], False)
    expect(ec2.ok("EnableEbsEncryptionByDefault")["EbsEncryptionByDefault"], True)
    expect(ec2.ok("GetEbsEncryptionByDefault")["EbsEncryptionByDefault"], True)
    expect(ec2.ok("DisableEbsEncryptionByDefault")["EbsEncryptionByDefault"], False)
    expect(ec2.ok("GetEbsEncryptionByDefault")["EbsEncryptionByDefault"], False)
    for operation in ("GetEbsEncryptionByDefault", "EnableEbsEncryptionByDefault", "DisableEbsEncryptionByDefault"):
        ec2.refused("DryRunOperation", operation, DryRun=True)
