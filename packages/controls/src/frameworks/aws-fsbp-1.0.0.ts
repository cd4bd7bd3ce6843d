import type { Framework } from './framework.ts';

export default {
  id: 'aws-fsbp-1.0.0',
  name: 'AWS Foundational Security Best Practices',
  edition: '1.0.0',
  mappedBy: 'AWS Security Hub',
  url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html',
  mappings: {
    'CT-02': ['CloudTrail.1'],
    'CT-06': ['CloudTrail.4'],
    'CT-08': ['CloudTrail.2'],
    'CT-09': ['CloudTrail.1'],
    'CT-18': ['CloudTrail.5'],
    'CT-19': ['CloudTrail.5'],
    'GD-01': ['GuardDuty.1'],
    'GD-04': ['GuardDuty.1'],
    'LB-02': ['S3.2', 'S3.3'],
    'LB-03': ['S3.8'],
  },
} satisfies Framework;
