import type { Framework } from './framework.ts';

export default {
  id: 'soc2-2017',
  name: 'SOC 2 Trust Services Criteria',
  edition: '2017',
  mappedBy: 'Prowler',
  url: 'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
  mappings: {
    'CT-01': ['A1.1', 'CC2.1', 'CC7.2', 'PI1.3'],
    'CT-02': ['A1.1', 'CC2.1', 'CC7.2', 'PI1.3'],
    'CT-04': ['A1.1', 'CC2.1', 'CC7.2', 'PI1.3'],
    'CT-06': ['CC7.3', 'PI1.3'],
    'CT-11': ['CC2.1', 'CC7.2', 'PI1.2'],
    'CT-12': ['CC2.1', 'CC7.2'],
    'CT-13': ['A1.1'],
    'CT-15': ['CC7.2'],
    'CT-18': ['A1.1', 'CC7.2', 'CC7.3', 'PI1.3'],
    'CT-19': ['A1.1', 'CC7.2', 'CC7.3', 'PI1.3'],
    'GD-01': ['CC3.1', 'CC3.2', 'CC4.2', 'CC6.8', 'CC7.1', 'CC7.2', 'CC7.3', 'CC7.4'],
    'GD-04': ['CC3.1', 'CC3.2', 'CC4.2', 'CC6.8', 'CC7.1', 'CC7.2', 'CC7.3', 'CC7.4'],
    'GD-23': ['CC3.2', 'CC4.2', 'CC7.3', 'CC7.4'],
    'LB-02': ['CC6.1'],
    'LB-09': ['A1.1', 'C1.2', 'CC7.4', 'PI1.5'],
    'LB-12': ['PI1.5'],
  },
} satisfies Framework;
