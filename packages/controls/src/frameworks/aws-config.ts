import type { Framework } from './framework.ts';

export default {
  id: 'aws-config',
  name: 'AWS Config managed rules',
  edition: '',
  mappedBy: 'AWS Config',
  url: 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html',
  mappings: {
    'CT-01': ['cloudtrail-enabled'],
    'CT-02': ['multi-region-cloudtrail-enabled'],
    'CT-05': ['cloudtrail-security-trail-enabled'],
    'CT-06': ['cloud-trail-log-file-validation-enabled', 'cloudtrail-security-trail-enabled'],
    'CT-08': ['cloud-trail-encryption-enabled', 'cloudtrail-security-trail-enabled'],
    'CT-09': ['multi-region-cloudtrail-enabled', 'cloudtrail-security-trail-enabled'],
    'CT-18': ['cloud-trail-cloud-watch-logs-enabled'],
    'GD-01': ['guardduty-enabled-centralized'],
    'LB-02': [
      'cloudtrail-s3-bucket-public-access-prohibited',
      's3-bucket-public-read-prohibited',
      's3-bucket-public-write-prohibited',
    ],
    'LB-03': ['s3-bucket-level-public-access-prohibited'],
    'LB-09': ['s3-bucket-versioning-enabled'],
    'LB-12': ['s3-bucket-default-lock-enabled'],
  },
} satisfies Framework;
