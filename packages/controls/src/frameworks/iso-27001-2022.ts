import type { Framework } from './framework.ts';

export default {
  id: 'iso-27001-2022',
  name: 'ISO/IEC 27001',
  edition: '2022',
  mappedBy: 'Prowler',
  url: 'https://www.iso.org/standard/27001',
  mappings: {
    'CT-02': ['A.8.15', 'A.8.16'],
    'CT-06': ['A.8.15', 'A.8.16'],
    'CT-08': ['A.8.11', 'A.8.15', 'A.8.16', 'A.8.24'],
    'CT-09': ['A.8.15', 'A.8.16'],
    'CT-18': ['A.8.15', 'A.8.16'],
    'GD-01': ['A.5.19', 'A.5.21', 'A.5.25', 'A.5.28', 'A.5.29', 'A.8.7', 'A.8.9'],
    'GD-04': ['A.5.19', 'A.5.21', 'A.5.25', 'A.5.28', 'A.5.29', 'A.8.7', 'A.8.9'],
    'LB-02': ['A.8.1', 'A.8.15', 'A.8.16'],
    'LB-09': ['A.8.3', 'A.8.10'],
  },
} satisfies Framework;
