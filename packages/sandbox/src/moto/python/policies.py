"""
Takes moto's own reading of bucket policies out of the way: it ignores conditions, so a policy that denies
requests without TLS denies all. The gateway has decided a call before it comes here.
"""

from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket


def install():
    FakeBucket.get_permission = lambda self, action, resource: PermissionResult.PERMITTED
