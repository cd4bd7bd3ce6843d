import type { Framework } from './framework.ts';

export default {
  id: 'cis-aws-3.0',
  name: 'CIS AWS Foundations Benchmark',
  edition: '3.0',
  mappedBy: 'AWS Security Hub and Prowler',
  url: 'https://www.cisecurity.org/benchmark/amazon_web_services',
  mappings: {
    'CT-01': ['3.1'],
    'CT-02': ['3.1'],
    'CT-04': ['3.1'],
    'CT-06': ['3.2'],
    'CT-08': ['3.5'],
    'CT-09': ['3.1'],
    'CT-11': ['3.8'],
    'CT-12': ['3.9'],
    'LB-03': ['2.1.4'],
  },
} satisfies Framework;
