import type { Framework } from './framework.ts';

export default {
  id: 'cis-aws-6.0',
  name: 'CIS AWS Foundations Benchmark',
  edition: '6.0',
  mappedBy: 'Prowler',
  url: 'https://www.cisecurity.org/benchmark/amazon_web_services',
  mappings: {
    'CT-01': ['4.1'],
    'CT-02': ['4.1'],
    'CT-04': ['4.1'],
    'CT-06': ['4.2'],
    'CT-08': ['4.5'],
    'CT-11': ['4.8'],
    'CT-12': ['4.9'],
    'LB-03': ['3.1.4'],
  },
} satisfies Framework;
