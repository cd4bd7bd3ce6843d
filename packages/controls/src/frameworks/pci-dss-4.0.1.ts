import type { Framework } from './framework.ts';

export default {
  id: 'pci-dss-4.0.1',
  name: 'PCI DSS',
  edition: '4.0.1',
  mappedBy: 'AWS Security Hub',
  url: 'https://www.pcisecuritystandards.org/document_library/',
  mappings: {
    'CT-01': ['10.2.1'],
    'CT-04': ['10.2.1'],
    'CT-06': ['10.3.2'],
    'CT-08': ['10.3.2'],
    'CT-11': ['10.2.1'],
    'CT-12': ['10.2.1'],
    'GD-01': ['11.5.1'],
    'GD-04': ['11.5.1'],
    'GD-05': ['11.5.1'],
    'GD-08': ['11.5.1'],
    'GD-09': ['11.5.1'],
    'GD-11': ['11.5.1'],
    'LB-02': ['1.4.4'],
    'LB-03': ['1.4.4'],
    'LB-12': ['10.5.1'],
  },
} satisfies Framework;
