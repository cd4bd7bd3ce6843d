import type { Framework } from './framework.ts';

export default {
  id: 'cis-aws-7.0',
  name: 'CIS AWS Foundations Benchmark',
  edition: '7.0',
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
    'LB-02': ['2.21'],
    'LB-03': ['3.1.4'],
    'ORG-02': ['2.1.5', '2.1.6'],
    'ORG-09': ['2.1.5', '2.1.6'],
    'ORG-13': ['2.1.1'],
  },
} satisfies Framework;
