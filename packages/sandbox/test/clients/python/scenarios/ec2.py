"""Regions as EC2 tells them."""

from aws import expect


def play(aws):
    ec2 = aws.service("ec2")
    expect(len(ec2.ok("DescribeRegions")["Regions"]), 4)
    expect(len(ec2.ok("DescribeRegions", AllRegions=True)["Regions"]), 5)
    ec2.refused("InvalidParameterValue", "DescribeRegions", RegionNames=["moon-1"])
