import type { Framework } from './framework.ts';

export default {
  id: 'prowler',
  name: 'Prowler checks',
  edition: '',
  mappedBy: 'Prowler',
  url: 'https://hub.prowler.com',
  mappings: {
    'CT-01': ['cloudtrail_multi_region_enabled'],
    'CT-02': ['cloudtrail_multi_region_enabled', 'cloudtrail_multi_region_enabled_logging_management_events'],
    'CT-04': ['cloudtrail_multi_region_enabled'],
    'CT-06': ['cloudtrail_log_file_validation_enabled'],
    'CT-08': ['cloudtrail_kms_encryption_enabled'],
    'CT-09': ['cloudtrail_multi_region_enabled_logging_management_events'],
    'CT-18': ['cloudtrail_cloudwatch_logging_enabled'],
    'GD-01': ['guardduty_is_enabled', 'guardduty_delegated_admin_enabled_all_regions'],
    'GD-03': ['guardduty_delegated_admin_enabled_all_regions'],
    'GD-04': ['guardduty_centrally_managed', 'guardduty_is_enabled'],
    'LB-02': [
      'cloudtrail_logs_s3_bucket_is_not_publicly_accessible',
      's3_bucket_public_access',
      's3_bucket_policy_public_write_access',
      's3_bucket_public_write_acl',
      's3_bucket_public_list_acl',
    ],
    'LB-03': ['s3_bucket_level_public_access_block'],
    'LB-09': ['s3_bucket_object_versioning'],
    'LB-12': ['s3_bucket_object_lock'],
  },
} satisfies Framework;
