/** Accounts of the organization, by their part. */
export type Part = 'management' | 'logArchive' | 'security';

/** Checks of Prowler that are about what a control of ours is about, and the accounts in which they see it. */
export interface Counterpart {
  readonly checks: readonly string[];
  /** The trail is judged where it belongs, its bucket where that is. */
  readonly seenFrom: readonly Part[];
}

const onTrail = (...checks: readonly string[]): Counterpart => ({ checks, seenFrom: ['management'] });
const onBucket = (...checks: readonly string[]): Counterpart => ({ checks, seenFrom: ['logArchive'] });

/** Control id -> Prowler's. Controls that are not here have none. */
export const counterparts: Readonly<Record<string, Counterpart>> = {
  'CT-01': onTrail('cloudtrail_multi_region_enabled'),
  'CT-02': onTrail(
    'cloudtrail_multi_region_enabled',
    'cloudtrail_multi_region_enabled_logging_management_events',
  ),
  'CT-04': onTrail('cloudtrail_multi_region_enabled'),
  'CT-06': onTrail('cloudtrail_log_file_validation_enabled'),
  'CT-08': onTrail('cloudtrail_kms_encryption_enabled'),
  'CT-09': onTrail('cloudtrail_multi_region_enabled_logging_management_events'),
  'CT-18': onTrail('cloudtrail_cloudwatch_logging_enabled'),
  'LB-02': onBucket(
    'cloudtrail_logs_s3_bucket_is_not_publicly_accessible',
    's3_bucket_public_access',
    's3_bucket_policy_public_write_access',
    's3_bucket_public_write_acl',
    's3_bucket_public_list_acl',
  ),
  'LB-03': onBucket('s3_bucket_level_public_access_block'),
  'LB-09': onBucket('s3_bucket_object_versioning'),
  'LB-12': onBucket('s3_bucket_object_lock'),
  'GD-01': { checks: ['guardduty_is_enabled'], seenFrom: ['management', 'logArchive', 'security'] },
  'GD-03': { checks: ['guardduty_delegated_admin_enabled_all_regions'], seenFrom: ['management'] },
  'GD-04': {
    checks: ['guardduty_centrally_managed', 'guardduty_is_enabled'],
    seenFrom: ['management', 'logArchive', 'security'],
  },
};
