"""S3: defaults of new buckets, versioning, policies, ACLs, notifications, object lock, keys."""

import urllib.error
import urllib.request

from aws import expect, statement

BUCKET = "client-bucket"
LOCKED = "client-locked"
NOWHERE = {"Bucket": "client-nowhere"}


def play(aws):
    s3 = aws.service("s3")
    buckets(aws, s3)
    policies(aws, s3)
    notifications(aws, s3)
    objects(aws, s3)
    locks(s3)
    replication(aws, s3)
    s3.ok("DeleteBucket", Bucket="client-gone")
    s3.refused("NoSuchBucket", "DeleteBucket", Bucket="client-gone")
    s3.refused("BucketNotEmpty", "DeleteBucket", Bucket=BUCKET)


def buckets(aws, s3):
    s3.ok("CreateBucket", Bucket=BUCKET)
    s3.wait("BucketExists", Bucket=BUCKET)
    s3.ok("CreateBucket", Bucket="client-gone")
    aws.service("s3", aws.accounts["security"]).refused("BucketAlreadyExists", "CreateBucket", Bucket=BUCKET)
    acl = {"Bucket": "client-public", "ACL": "public-read"}
    s3.refused("InvalidBucketAclWithObjectOwnership", "CreateBucket", **acl)
    s3.refused("InvalidBucketAclWithBlockPublicAccessError", "CreateBucket", ObjectOwnership="ObjectWriter", **acl)
    rule = s3.ok("GetBucketEncryption", Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"][0]
    expect(rule["ApplyServerSideEncryptionByDefault"], {"SSEAlgorithm": "AES256"})
    s3.refused("NoSuchBucket", "GetBucketEncryption", **NOWHERE)

    expect("Status" in s3.ok("GetBucketVersioning", Bucket=BUCKET), False)
    s3.ok("PutBucketVersioning", Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    expect(s3.ok("GetBucketVersioning", Bucket=BUCKET)["Status"], "Enabled")
    mfa = {"Status": "Enabled", "MFADelete": "Enabled"}
    s3.refused("AccessDenied", "PutBucketVersioning", Bucket=BUCKET, VersioningConfiguration=mfa)
    s3.refused("NoSuchBucket", "GetBucketVersioning", **NOWHERE)
    s3.refused("NoSuchBucket", "PutBucketVersioning", VersioningConfiguration={"Status": "Enabled"}, **NOWHERE)


def policies(aws, s3):
    arn = f"arn:aws:s3:::{BUCKET}/*"
    private = statement(Principal={"Service": "cloudtrail.amazonaws.com"}, Action="s3:PutObject", Resource=arn)
    open_to_all = statement(Principal="*", Action="s3:GetObject", Resource=arn)
    s3.refused("NoSuchBucketPolicy", "GetBucketPolicyStatus", Bucket=BUCKET)
    s3.refused("MalformedPolicy", "PutBucketPolicy", Bucket=BUCKET, Policy="{")
    s3.refused("AccessDenied", "PutBucketPolicy", Bucket=BUCKET, Policy=open_to_all)
    s3.refused("NoSuchBucket", "PutBucketPolicy", Policy=private, **NOWHERE)
    s3.ok("PutBucketPolicy", Bucket=BUCKET, Policy=private)
    expect(s3.ok("GetBucketPolicyStatus", Bucket=BUCKET)["PolicyStatus"]["IsPublic"], False)
    s3.ok("DeleteBucketPolicy", Bucket=BUCKET)

    s3.refused("AccessControlListNotSupported", "PutBucketAcl", Bucket=BUCKET, ACL="private")
    owned = {"Bucket": "client-acls", "ObjectOwnership": "BucketOwnerPreferred"}
    s3.ok("CreateBucket", **owned)
    s3.ok("PutBucketAcl", Bucket="client-acls", ACL="log-delivery-write")
    s3.refused("AccessDenied", "PutBucketAcl", Bucket="client-acls", ACL="public-read")
    s3.ok("PutObject", Bucket="client-acls", Key="note", Body=b"hello")
    s3.ok("PutObjectAcl", Bucket="client-acls", Key="note", ACL="bucket-owner-full-control")
    s3.refused("AccessDenied", "PutObjectAcl", Bucket="client-acls", Key="note", ACL="public-read")


def notifications(aws, s3):
    topic = aws.service("sns").ok("CreateTopic", Name="client-events")["TopicArn"]
    events = {"TopicConfigurations": [{"Id": "all", "TopicArn": topic, "Events": ["s3:ObjectCreated:*"]}]}
    put, get = "PutBucketNotificationConfiguration", "GetBucketNotificationConfiguration"
    s3.refused("InvalidArgument", put, Bucket=BUCKET, NotificationConfiguration=events)
    admit = statement(Principal={"Service": "s3.amazonaws.com"}, Action="sns:Publish", Resource=topic)
    aws.service("sns").ok("SetTopicAttributes", TopicArn=topic, AttributeName="Policy", AttributeValue=admit)
    s3.ok(put, Bucket=BUCKET, NotificationConfiguration=events)
    found = s3.ok(get, Bucket=BUCKET)
    expect(found["TopicConfigurations"], events["TopicConfigurations"])
    s3.refused("NoSuchBucket", put, NotificationConfiguration={}, **NOWHERE)
    s3.refused("NoSuchBucket", get, **NOWHERE)


def objects(aws, s3):
    kms = aws.service("kms")
    key = kms.ok("CreateKey")["KeyMetadata"]["Arn"]
    sealed = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": key}
    one = {"Bucket": BUCKET, "Key": "one"}
    s3.ok("PutObject", Body=b"hello", **sealed, **one)
    expect(s3.ok("GetObject", **one)["Body"].read(), b"hello")
    s3.wait("ObjectExists", **one)
    signed_urls(aws, s3)
    s3.ok("CopyObject", Bucket=BUCKET, Key="two", CopySource=f"{BUCKET}/one", **sealed)
    upload = s3.ok("CreateMultipartUpload", Bucket=BUCKET, Key="three", **sealed)["UploadId"]
    three = {"Bucket": BUCKET, "Key": "three", "UploadId": upload}
    tag = s3.ok("UploadPart", PartNumber=1, Body=b"hello", **three)["ETag"]
    parts = {"Parts": [{"PartNumber": 1, "ETag": tag}]}
    s3.ok("CompleteMultipartUpload", MultipartUpload=parts, **three)
    s3.refused("NoSuchUpload", "CompleteMultipartUpload", MultipartUpload=parts, **{**three, "UploadId": "none"})
    s3.ok("PutObject", Body=b"hello", Bucket=BUCKET, Key="four")
    s3.ok("DeleteObject", Bucket=BUCKET, Key="four")
    s3.refused("NoSuchBucket", "DeleteObject", Key="four", **NOWHERE)
    several = {"Objects": [{"Key": "four"}, {"Key": "five"}]}
    expect(len(s3.ok("DeleteObjects", Bucket=BUCKET, Delete=several)["Deleted"]), 2)
    s3.refused("NoSuchBucket", "DeleteObjects", Delete=several, **NOWHERE)
    s3.refused("NoSuchKey", "GetObject", Bucket=BUCKET, Key="nothing")
    s3.refused("NoSuchBucket", "PutObject", Body=b"hello", Key="one", **NOWHERE)
    kms.ok("DisableKey", KeyId=key)
    s3.refused("KMS.DisabledException", "PutObject", Body=b"hello", **sealed, **one)
    s3.refused("KMS.DisabledException", "GetObject", **one)
    s3.refused("KMS.DisabledException", "CopyObject", Bucket=BUCKET, Key="x", CopySource=f"{BUCKET}/one", **sealed)
    s3.refused("KMS.DisabledException", "CreateMultipartUpload", Bucket=BUCKET, Key="three", **sealed)


def signed_urls(aws, s3):
    odd = {"Bucket": BUCKET, "Key": "a b/é+c"}
    s3.ok("PutObject", Body=b"hello", **odd)
    # In the older regions they sign URLs as it was done before version 4, which buckets of today refuse.
    try:
        urllib.request.urlopen(aws.player.signed_url(s3.credentials, "us-east-1", **odd))
        s3.fault("GetObject", ["was answered to an old signature"])
    except urllib.error.HTTPError as error:
        expect((error.code, b"AWS4-HMAC-SHA256" in error.read()), (400, True))
    europe, region = aws.service("s3", region="eu-central-1"), {"LocationConstraint": "eu-central-1"}
    there = {"Bucket": "client-europe", "Key": odd["Key"]}
    europe.ok("CreateBucket", Bucket=there["Bucket"], CreateBucketConfiguration=region)
    europe.ok("PutObject", Body=b"by a signed URL", **there)
    with urllib.request.urlopen(aws.player.signed_url(europe.credentials, europe.region, **there)) as answer:
        expect(answer.read(), b"by a signed URL")


def locks(s3):
    none = {"Bucket": BUCKET}
    s3.refused("ObjectLockConfigurationNotFoundError", "GetObjectLockConfiguration", **none)
    s3.ok("CreateBucket", Bucket=LOCKED, ObjectLockEnabledForBucket=True)
    retention = {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 30}}
    lock = {"ObjectLockEnabled": "Enabled", "Rule": retention}
    s3.ok("PutObjectLockConfiguration", Bucket=LOCKED, ObjectLockConfiguration=lock)
    expect(s3.ok("GetObjectLockConfiguration", Bucket=LOCKED)["ObjectLockConfiguration"], lock)
    s3.ok("PutObject", Bucket=LOCKED, Key="kept", Body=b"hello")
    expect(s3.ok("GetObjectRetention", Bucket=LOCKED, Key="kept")["Retention"]["Mode"], "GOVERNANCE")
    s3.refused("NoSuchObjectLockConfiguration", "GetObjectRetention", Bucket=BUCKET, Key="one")
    s3.refused("InvalidBucketState", "PutObjectLockConfiguration", Bucket="client-acls", ObjectLockConfiguration=lock)
    s3.refused("NoSuchBucket", "PutObjectLockConfiguration", ObjectLockConfiguration=lock, **NOWHERE)


def replication(aws, s3):
    trust = statement(Principal={"Service": "s3.amazonaws.com"}, Action="sts:AssumeRole")
    iam = aws.service("iam")
    role = iam.ok("CreateRole", RoleName="client-copies", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    aws.advance(1)
    rule = {
        "ID": "all",
        "Priority": 1,
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "DeleteMarkerReplication": {"Status": "Disabled"},
        "Destination": {"Bucket": f"arn:aws:s3:::{LOCKED}"},
    }
    put, copies = "PutBucketReplication", {"Role": role, "Rules": [rule]}
    s3.refused("ReplicationConfigurationNotFoundError", "GetBucketReplication", Bucket=BUCKET)
    s3.ok(put, Bucket=BUCKET, ReplicationConfiguration=copies)
    expect(s3.ok("GetBucketReplication", Bucket=BUCKET)["ReplicationConfiguration"], copies)
    s3.refused("InvalidRequest", put, Bucket="client-acls", ReplicationConfiguration=copies)
    s3.refused("NoSuchBucket", put, ReplicationConfiguration=copies, **NOWHERE)
    s3.ok("DeleteBucketReplication", Bucket=BUCKET)
    for operation in ("GetBucketReplication", "DeleteBucketReplication"):
        s3.refused("NoSuchBucket", operation, **NOWHERE)
