"""
AWS's own managed policies, each made in an account when it is first named there.

moto can load them all into every account, which costs more than a second and 5 MB for each.
"""

import json
from functools import lru_cache

from moto.iam.models import AWSManagedPolicy, IAMBackend

PREFIX = ":iam::aws:policy/"


@lru_cache
def documents():
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    return {
        f"{content['Path']}{name}"[1:]: (name, content)
        for name, content in json.loads(aws_managed_policies_data).items()
    }


def ensure(backend, arn):
    """Makes the policy of this ARN known to an account, if AWS has such a policy."""
    if not isinstance(arn, str) or PREFIX not in arn or arn in backend.managed_policies:
        return
    found = documents().get(arn.split(PREFIX)[1])
    if found:
        policy = AWSManagedPolicy.from_data(found[0], backend.account_id, backend.region_name, found[1])
        backend.managed_policies[policy.arn] = policy


def install():
    def naming(method):
        def wrapped(self, *args, **kwargs):
            for value in (*args, *kwargs.values()):
                ensure(self, value)
            return method(self, *args, **kwargs)

        return wrapped

    for name in (
        "attach_role_policy",
        "attach_user_policy",
        "attach_group_policy",
        "get_policy",
        "get_policy_version",
        "list_policy_versions",
        "list_entities_for_policy",
        "put_role_permissions_boundary",
        "put_user_permissions_boundary",
        "create_role",
    ):
        if hasattr(IAMBackend, name):
            setattr(IAMBackend, name, naming(getattr(IAMBackend, name)))
