import type { Framework } from './framework.ts';

export default {
  id: 'security-hub',
  name: 'AWS Security Hub controls',
  edition: '',
  mappedBy: 'AWS Security Hub',
  url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html',
  mappings: {
    'CT-01': ['CloudTrail.3'],
    'CT-02': ['CloudTrail.1'],
    'CT-04': ['CloudTrail.3'],
    'CT-06': ['CloudTrail.4'],
    'CT-08': ['CloudTrail.2'],
    'CT-09': ['CloudTrail.1'],
    'CT-11': ['S3.22'],
    'CT-12': ['S3.23'],
    'CT-18': ['CloudTrail.5'],
    'CT-19': ['CloudTrail.5'],
    'CT-22': ['CloudTrail.9'],
    'CT-25': ['CloudTrail.10'],
    'GD-01': ['GuardDuty.1'],
    'GD-04': ['GuardDuty.1'],
    'LB-02': ['CloudTrail.6', 'S3.2', 'S3.3'],
    'LB-03': ['S3.8'],
    'LB-09': ['S3.14'],
    'LB-12': ['S3.15'],
  },
} satisfies Framework;
