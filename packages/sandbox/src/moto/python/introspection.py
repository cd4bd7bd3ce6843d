"""What the gateway must know of moto's state to decide a call, in one question each."""

import base64
import json

from moto.backends import get_backend


def iam(account_id):
    return get_backend("iam")[account_id]["aws"]


def credential(access_key_id):
    """The user behind an access key, or None."""
    for account_id in list(get_backend("iam").keys()):
        backend = iam(account_id)
        for user in backend.users.values():
            for key in user.access_keys:
                if key.access_key_id == access_key_id:
                    return {
                        "accountId": account_id,
                        "arn": user.arn,
                        "userId": user.id,
                        "secretAccessKey": key.secret_access_key,
                        "active": key.status == "Active",
                    }
    return None


def managed_document(backend, arn):
    from managed_policies import ensure

    ensure(backend, arn)
    policy = backend.managed_policies.get(arn)
    if policy is None:
        return None
    for version in policy.versions:
        if version.version_id == policy.default_version_id:
            return version.document
    return None


def entity(backend, value, groups=()):
    arns = [arn for holder in (value, *groups) for arn in holder.managed_policies]
    inline = [text for holder in (value, *groups) for text in holder.policies.values()]
    attached = [managed_document(backend, arn) for arn in arns]
    boundary = getattr(value, "permissions_boundary_arn", None)
    # A boundary that cannot be found allows nothing.
    empty = '{"Version":"2012-10-17","Statement":[]}'
    return {
        "arn": value.arn,
        "id": value.id,
        "path": value.path,
        "createdAt": value.create_date.isoformat(),
        "policies": [text(item) for item in (*inline, *attached) if item],
        "boundary": text(managed_document(backend, boundary) or empty) if boundary else None,
    }


def text(document):
    return document if isinstance(document, str) else json.dumps(document)


def tags_of(value):
    tags = getattr(value, "tags", None) or []
    if isinstance(tags, dict):
        tags = [item if isinstance(item, dict) else {"Key": key, "Value": item} for key, item in tags.items()]
    return {tag["Key"]: tag["Value"] for tag in tags}


def role(account_id, name):
    backend = iam(account_id)
    for value in backend.roles.values():
        if value.name == name:
            return {
                **entity(backend, value),
                "trust": text(value.assume_role_policy_document),
                "maxSessionDuration": int(value.max_session_duration or 3600),
                "tags": tags_of(value),
                "linkedService": value._linked_service,
            }
    return None


def user(account_id, name):
    backend = iam(account_id)
    value = backend.users.get(name)
    if value is None:
        return None
    groups = [group for group in backend.groups.values() if any(member.name == name for member in group.users)]
    tags = {tag["Key"]: tag["Value"] for tag in backend.tagger.list_tags_for_resource(value.arn)["Tags"]}
    return {**entity(backend, value, groups), "tags": tags}


def managed_policy(account_id, arn):
    document = managed_document(iam(account_id), arn)
    return None if document is None else text(document)


def bucket(name):
    """Owner, policy and public access block of a bucket in any account."""
    s3 = get_backend("s3")
    partition, account_id = s3.bucket_accounts.get(name, (None, None))
    if account_id is None:
        return None
    value = s3[account_id][partition].buckets.get(name)
    if value is None:
        return None
    block = value.public_access_block
    policy = value.policy
    return {
        "accountId": account_id,
        "region": value.region_name,
        "versioned": bool(value.is_versioned),
        "objectLock": bool(value.object_lock_enabled),
        "policy": policy.decode() if isinstance(policy, bytes) else policy,
        "encryption": default_encryption(value),
        "tags": s3[account_id][partition].tagger.get_tag_dict_for_resource(value.arn),
        "publicAccessBlock": None
        if block is None
        else {
            "blockPublicAcls": flag(block.block_public_acls),
            "ignorePublicAcls": flag(block.ignore_public_acls),
            "blockPublicPolicy": flag(block.block_public_policy),
            "restrictPublicBuckets": flag(block.restrict_public_buckets),
        },
    }


def default_encryption(value):
    rule = (value.encryption or {}).get("Rule") or {}
    rule = rule[0] if isinstance(rule, list) else rule
    chosen = rule.get("ApplyServerSideEncryptionByDefault") or {}
    if not str(chosen.get("SSEAlgorithm", "")).startswith("aws:kms"):
        return None
    return {"kmsKey": chosen.get("KMSMasterKeyID") or "alias/aws/s3", "bucketKey": flag(rule.get("BucketKeyEnabled"))}


def object_encryption(name, key, version_id):
    """SSE-KMS of an object, or None."""
    s3 = get_backend("s3")
    partition, account_id = s3.bucket_accounts.get(name, (None, None))
    if account_id is None:
        return None
    value = s3[account_id][partition].get_object(name, key, version_id=version_id)
    if value is None or not str(getattr(value, "encryption", None) or "").startswith("aws:kms"):
        return None
    return {"kmsKey": value.kms_key_id or "alias/aws/s3", "bucketKey": flag(value.bucket_key_enabled)}


def flag(value):
    return str(value).lower() == "true"


def kms_key(account_id, region, key_id):
    """Policy and state of a key by id, ARN or alias."""
    backend = get_backend("kms")[account_id][region]
    identifier = key_id.split("/", 1)[1] if key_id.startswith("arn:") and ":key/" in key_id else key_id
    if "alias/" in identifier:
        name = "alias/" + identifier.split("alias/", 1)[1]
        identifier = next((key for key, names in aliases(backend) if name in names), None)
    value = backend.keys.get(identifier)
    if value is None:
        return None
    return {
        "arn": value.arn,
        "id": value.id,
        "policy": text(value.policy),
        "state": value.key_state,
        "enabled": value.enabled,
        "tags": backend.tagger.get_tag_dict_for_resource(value.id),
        "aliases": [name for key, names in aliases(backend) if key == value.id for name in names],
    }


def aliases(backend):
    """Pairs of key id and alias names."""
    return [(key.id, list(key.aliases)) for key in backend.keys.values()]


def ciphertext_key(ciphertext):
    """ARN of the key that a ciphertext names in its first bytes."""
    identifier = base64.b64decode(ciphertext)[:36].decode("ascii", "replace")
    for _account_id, _region, backend in get_backend("kms").iter_backends():
        if identifier in backend.keys:
            return backend.keys[identifier].arn
    return None


def entity_arn(account_id, kind, name):
    backend = iam(account_id)
    collections = {
        "role": backend.roles.values(),
        "user": backend.users.values(),
        "group": backend.groups.values(),
        "instance-profile": backend.instance_profiles.values(),
        "policy": backend.managed_policies.values(),
    }
    return next((value.arn for value in collections[kind] if value.name == name), None)


def topic(arn):
    account_id, region = arn.split(":")[4], arn.split(":")[3]
    value = get_backend("sns")[account_id][region].topics.get(arn)
    return None if value is None else {"policy": text(value.policy)}


def queue(account_id, region, name):
    value = get_backend("sqs")[account_id][region].queues.get(name)
    if value is None:
        return None
    policy = value.policy
    return {"arn": value.queue_arn, "policy": text(policy) if policy else None}


def log_policies(account_id, region):
    """Resource policies of an account's log groups in a region."""
    backend = get_backend("logs")[account_id][region]
    return [text(policy.policy_document) for policy in backend.resource_policies.values()]


def public_access_block(account_id):
    """Block Public Access of the account, or None."""
    block = get_backend("s3control")[account_id]["aws"].public_access_block
    return None if block is None else {
        "blockPublicAcls": flag(block.block_public_acls),
        "ignorePublicAcls": flag(block.ignore_public_acls),
        "blockPublicPolicy": flag(block.block_public_policy),
        "restrictPublicBuckets": flag(block.restrict_public_buckets),
    }


def set_log_group_key(account_id, region, name, key):
    """Sets or clears the key of a log group; False when there is no such group."""
    group = get_backend("logs")[account_id][region].groups.get(name)
    if group is None:
        return False
    group.kms_key_id = key
    return True


def rename_role(account_id, name, new_name):
    """Gives a role the name that AWS would have given it."""
    backend = iam(account_id)
    for role_id, value in backend.roles.items():
        if value.name == name:
            value.name = new_name
            return role_id
    return None


def delete_key(account_id, region, key_id):
    """Removes a key whose waiting period is over, with its aliases."""
    get_backend("kms")[account_id][region].delete_key(key_id)
    tell_replicas(account_id, key_id)


def separate_replica(account_id, region, key_id):
    """Gives a replica what is its own; moto's copy shares it with the primary key."""
    value = get_backend("kms")[account_id][region].keys[key_id]
    value.aliases = {}
    value.grants = {}
    value.description = ""
    value.policy = value.generate_default_policy()
    tell_replicas(account_id, key_id)


def tell_replicas(account_id, key_id):
    """Lets each copy of a multi-Region key know the others, in a configuration of its own."""
    found = [
        backend.keys[key_id]
        for owner, _, backend in get_backend("kms").iter_backends()
        if owner == account_id and key_id in backend.keys
    ]
    if not found or not found[0].multi_region:
        return
    primary = found[0].multi_region_configuration["PrimaryKey"]
    replicas = [{"Arn": key.arn, "Region": key.region} for key in found if key.arn != primary["Arn"]]
    for key in found:
        key.multi_region_configuration = {
            "MultiRegionKeyType": "PRIMARY" if key.arn == primary["Arn"] else "REPLICA",
            "PrimaryKey": dict(primary),
            "ReplicaKeys": [dict(replica) for replica in replicas],
        }


def set_object_lock(name, mode, days, years):
    """Turns Object Lock on; moto's own operation refuses a bucket that holds objects."""
    s3 = get_backend("s3")
    partition, account_id = s3.bucket_accounts[name]
    value = s3[account_id][partition].buckets[name]
    value.object_lock_enabled = True
    value.default_lock_mode = mode or ""
    value.default_lock_days = int(days or 0)
    value.default_lock_years = int(years or 0)


def event_rules(account_id, region):
    """Rules of all event buses of an account and region, with their targets."""
    return [
        {
            "name": rule.name,
            "arn": rule.arn,
            "bus": bus.name,
            "state": rule.state,
            "pattern": rule.event_pattern.dump() if rule.event_pattern.get_pattern() else None,
            "schedule": rule.scheduled_expression or None,
            "targets": rule.targets,
        }
        for bus in get_backend("events")[account_id][region].event_buses.values()
        for rule in bus.rules.values()
    ]


CHANGES = {"delete_key", "separate_replica", "set_object_lock", "set_log_group_key", "rename_role"}

QUESTIONS = {
    question.__name__: question
    for question in (
        bucket,
        ciphertext_key,
        credential,
        delete_key,
        entity_arn,
        event_rules,
        kms_key,
        log_policies,
        managed_policy,
        object_encryption,
        public_access_block,
        queue,
        rename_role,
        role,
        separate_replica,
        set_log_group_key,
        set_object_lock,
        topic,
        user,
    )
}
