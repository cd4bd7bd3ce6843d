"""CloudTrail: event data stores of Lake, and the event configuration of trails."""

import json

from aws import expect, statement

BUCKET = "client-lake-trail"
NOWHERE = "00000000-0000-4000-8000-000000000000"


def play(aws):
    stores = aws.service("cloudtrail")
    expect(stores.ok("ListEventDataStores")["EventDataStores"], [])
    store = creation(aws, stores)
    changes(aws, stores, store)
    tags(stores, store)
    ingestion(stores, store)
    deletion(aws, stores, store)
    configuration(aws, stores)


def creation(aws, stores):
    create, store = "CreateEventDataStore", {"Name": "client-store"}
    kms = aws.service("kms")
    closed = kms.ok(
        "CreateKey",
        Policy=statement(Principal={"AWS": f"arn:aws:iam::{aws.management}:root"}, Action="kms:*", Resource="*"),
    )["KeyMetadata"]["Arn"]
    stores.refused("InvalidParameterException", create, Name="client store")
    stores.refused("InvalidParameterException", create, **store, RetentionPeriod=3654)
    stores.refused("InvalidKmsKeyIdException", create, **store, KmsKeyId="no key")
    stores.refused("KmsKeyNotFoundException", create, **store, KmsKeyId="alias/client-nowhere")
    stores.refused("InsufficientEncryptionPolicyException", create, **store, KmsKeyId=closed)
    aws.service("cloudtrail", aws.accounts["logArchive"]).refused(
        "NotOrganizationMasterAccountException", create, **store, OrganizationEnabled=True
    )
    made = stores.ok(create, **store, TagsList=[{"Key": "team", "Value": "security"}])
    expect([made["Status"], made["MultiRegionEnabled"], made["RetentionPeriod"]], ["CREATED", True, 366])
    stores.refused("EventDataStoreAlreadyExistsException", create, **store)
    arn = made["EventDataStoreArn"]
    expect([one["EventDataStoreArn"] for one in stores.ok("ListEventDataStores")["EventDataStores"]], [arn])
    expect(stores.ok("GetEventDataStore", EventDataStore=arn)["Status"], "ENABLED")
    stores.refused("EventDataStoreNotFoundException", "GetEventDataStore", EventDataStore=NOWHERE)
    stores.refused("EventDataStoreARNInvalidException", "GetEventDataStore", EventDataStore="client-store")
    return arn


def changes(aws, stores, store):
    update = "UpdateEventDataStore"
    expect(stores.ok(update, EventDataStore=store, RetentionPeriod=400)["RetentionPeriod"], 400)
    stores.refused("InvalidParameterException", update, EventDataStore=store, RetentionPeriod=3654)
    stores.refused("EventDataStoreNotFoundException", update, EventDataStore=NOWHERE)
    unknown = [{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Moon"]}]}]
    stores.refused("InvalidEventSelectorsException", update, EventDataStore=store, AdvancedEventSelectors=unknown)


def tags(stores, store):
    stores.ok("AddTags", ResourceId=store, TagsList=[{"Key": "stage", "Value": "test"}])
    found = stores.ok("ListTags", ResourceIdList=[store])["ResourceTagList"]
    expect([tag["Key"] for tag in found[0]["TagsList"]], ["team", "stage"])
    stores.ok("RemoveTags", ResourceId=store, TagsList=[{"Key": "stage"}])


def ingestion(stores, store):
    stores.refused("InvalidEventDataStoreStatusException", "StartEventDataStoreIngestion", EventDataStore=store)
    stores.ok("StopEventDataStoreIngestion", EventDataStore=store)
    stores.refused("InvalidEventDataStoreStatusException", "StopEventDataStoreIngestion", EventDataStore=store)
    stores.ok("StartEventDataStoreIngestion", EventDataStore=store)


def deletion(aws, stores, store):
    stores.refused("EventDataStoreTerminationProtectedException", "DeleteEventDataStore", EventDataStore=store)
    stores.ok("UpdateEventDataStore", EventDataStore=store, TerminationProtectionEnabled=False)
    stores.ok("DeleteEventDataStore", EventDataStore=store)
    expect(stores.ok("RestoreEventDataStore", EventDataStore=store)["Status"], "ENABLED")
    stores.refused("InvalidEventDataStoreStatusException", "RestoreEventDataStore", EventDataStore=store)
    stores.ok("DeleteEventDataStore", EventDataStore=store)
    aws.advance(7 * 24 * 3600)
    expect(stores.ok("ListEventDataStores")["EventDataStores"], [])


def configuration(aws, stores):
    s3, service = aws.service("s3"), {"Service": "cloudtrail.amazonaws.com"}
    s3.ok("CreateBucket", Bucket=BUCKET)
    arn = f"arn:aws:s3:::{BUCKET}"
    document = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": service, "Action": "s3:GetBucketAcl", "Resource": arn},
            {"Effect": "Allow", "Principal": service, "Action": "s3:PutObject", "Resource": f"{arn}/*"},
        ],
    }
    s3.ok("PutBucketPolicy", Bucket=BUCKET, Policy=json.dumps(document))
    stores.ok("CreateTrail", Name="client-lake", S3BucketName=BUCKET)
    get, put = "GetEventConfiguration", "PutEventConfiguration"
    expect(stores.ok(get, TrailName="client-lake")["AggregationConfigurations"], [])
    stores.refused("TrailNotFoundException", get, TrailName="nowhere")
    summaries = [{"EventCategory": "Data", "Templates": ["API_ACTIVITY"]}]
    stores.ok(put, TrailName="client-lake", AggregationConfigurations=summaries)
    expect(stores.ok(get, TrailName="client-lake")["AggregationConfigurations"], summaries)
    stores.refused("InvalidParameterException", put, EventDataStore=NOWHERE, MaxEventSize="Large")
    stores.ok("DeleteTrail", Name="client-lake")
