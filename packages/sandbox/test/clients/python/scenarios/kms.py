"""KMS: key states, rotation and key policies."""

import json

from aws import expect, statement

NOWHERE = "00000000-0000-0000-0000-000000000000"
SECRET = b"a secret"


def play(aws):
    kms = aws.service("kms")
    symmetric(aws, kms)
    rotation(aws, kms)
    policies(aws, kms)
    pairs(kms)
    states(kms)
    replicas(kms)


def symmetric(aws, kms):
    key = kms.ok("CreateKey", Description="client")["KeyMetadata"]["KeyId"]
    kms.refused("MalformedPolicyDocumentException", "CreateKey", Policy="{")
    sealed = kms.ok("Encrypt", KeyId=key, Plaintext=SECRET)["CiphertextBlob"]
    expect(kms.ok("Decrypt", CiphertextBlob=sealed)["Plaintext"], SECRET)
    kms.refused("InvalidCiphertextException", "Decrypt", CiphertextBlob=b"not encrypted")
    expect(len(kms.ok("GenerateDataKey", KeyId=key, KeySpec="AES_256")["Plaintext"]), 32)
    kms.ok("GenerateDataKeyWithoutPlaintext", KeyId=key, KeySpec="AES_256")
    role = f"arn:aws:iam::{aws.management}:role/outsider"
    kms.ok("CreateGrant", KeyId=key, GranteePrincipal=role, Operations=["Decrypt"])


def rotation(aws, kms):
    key = kms.ok("CreateKey")["KeyMetadata"]["KeyId"]
    expect(kms.ok("GetKeyRotationStatus", KeyId=key)["KeyRotationEnabled"], False)
    kms.ok("EnableKeyRotation", KeyId=key, RotationPeriodInDays=180)
    expect(kms.ok("GetKeyRotationStatus", KeyId=key)["RotationPeriodInDays"], 180)
    kms.refused("ValidationException", "EnableKeyRotation", KeyId=key, RotationPeriodInDays=3000)
    kms.ok("DisableKeyRotation", KeyId=key)
    for operation in ("GetKeyRotationStatus", "EnableKeyRotation", "DisableKeyRotation"):
        kms.refused("NotFoundException", operation, KeyId=NOWHERE)


def policies(aws, kms):
    key = kms.ok("CreateKey")["KeyMetadata"]["KeyId"]
    root = {"AWS": f"arn:aws:iam::{aws.management}:root"}
    policy = statement(Principal=root, Action="kms:*", Resource="*")
    kms.ok("PutKeyPolicy", KeyId=key, Policy=policy)
    expect(json.loads(kms.ok("GetKeyPolicy", KeyId=key)["Policy"]), json.loads(policy))
    put = "PutKeyPolicy"
    kms.refused("MalformedPolicyDocumentException", put, KeyId=key, Policy="{")
    locked = statement(Principal={"Service": "logs.amazonaws.com"}, Action="kms:Decrypt", Resource="*")
    kms.refused("MalformedPolicyDocumentException", put, KeyId=key, Policy=locked)
    kms.refused("NotFoundException", put, KeyId=NOWHERE, Policy=policy)
    kms.refused("NotFoundException", "GetKeyPolicy", KeyId=NOWHERE)


def pairs(kms):
    signing = kms.ok("CreateKey", KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    message = {"KeyId": signing, "Message": SECRET, "SigningAlgorithm": "ECDSA_SHA_256"}
    signature = kms.ok("Sign", **message)["Signature"]
    expect(kms.ok("Verify", Signature=signature, **message)["SignatureValid"], True)
    mac = kms.ok("CreateKey", KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"]
    authentic = {"KeyId": mac, "Message": SECRET, "MacAlgorithm": "HMAC_SHA_256"}
    made = kms.ok("GenerateMac", **authentic)["Mac"]
    expect(kms.ok("VerifyMac", Mac=made, **authentic)["MacValid"], True)
    kms.refused("KMSInvalidMacException", "VerifyMac", Mac=b"0" * 32, **authentic)


def states(kms):
    """What needs an enabled key says which state it is in, and what is nowhere."""
    key = kms.ok("CreateKey")["KeyMetadata"]["KeyId"]
    sealed = kms.ok("Encrypt", KeyId=key, Plaintext=SECRET)["CiphertextBlob"]
    using = {
        "Encrypt": {"Plaintext": SECRET},
        "GenerateDataKey": {"KeySpec": "AES_256"},
        "GenerateDataKeyWithoutPlaintext": {"KeySpec": "AES_256"},
        "GenerateMac": {"Message": SECRET, "MacAlgorithm": "HMAC_SHA_256"},
        "VerifyMac": {"Message": SECRET, "MacAlgorithm": "HMAC_SHA_256", "Mac": SECRET},
        "Sign": {"Message": SECRET, "SigningAlgorithm": "ECDSA_SHA_256"},
        "Verify": {"Message": SECRET, "SigningAlgorithm": "ECDSA_SHA_256", "Signature": SECRET},
        "CreateGrant": {"GranteePrincipal": "arn:aws:iam::123456789012:root", "Operations": ["Decrypt"]},
    }
    for operation, parameters in using.items():
        kms.refused("NotFoundException", operation, KeyId=NOWHERE, **parameters)
    kms.ok("DisableKey", KeyId=key)
    for operation, parameters in using.items():
        kms.refused("DisabledException", operation, KeyId=key, **parameters)
    kms.refused("DisabledException", "Decrypt", CiphertextBlob=sealed)
    kms.ok("EnableKey", KeyId=key)
    kms.refused("ValidationException", "ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=1)
    kms.refused("KMSInvalidStateException", "CancelKeyDeletion", KeyId=key)
    kms.ok("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7)
    for operation, parameters in using.items():
        kms.refused("KMSInvalidStateException", operation, KeyId=key, **parameters)
    for operation in ("EnableKey", "DisableKey", "ScheduleKeyDeletion"):
        kms.refused("KMSInvalidStateException", operation, KeyId=key)
    kms.ok("CancelKeyDeletion", KeyId=key)


def replicas(kms):
    there = {"ReplicaRegion": "eu-west-1"}
    key = kms.ok("CreateKey", MultiRegion=True)["KeyMetadata"]["KeyId"]
    copy = kms.ok("ReplicateKey", KeyId=key, Description="copy", **there)["ReplicaKeyMetadata"]
    expect((copy["KeyId"], copy["Description"]), (key, "copy"))
    kms.refused("AlreadyExistsException", "ReplicateKey", KeyId=key, **there)
    kms.refused("NotFoundException", "ReplicateKey", KeyId=NOWHERE, **there)
    single = kms.ok("CreateKey")["KeyMetadata"]["KeyId"]
    kms.refused("UnsupportedOperationException", "ReplicateKey", KeyId=single, **there)
