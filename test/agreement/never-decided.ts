import { type Lens, lenses } from './lenses.ts';

/** Verdicts that no configuration of the table makes a lens give, and why. */
export interface NeverDecided {
  readonly because: string;
  readonly controls: readonly string[];
  readonly lenses: readonly Lens[];
  readonly statuses: readonly ('pass' | 'fail')[];
}

const program: readonly Lens[] = ['preview', 'state'];
const live: readonly Lens[] = ['live'];

/** An entry that the table makes untrue fails the test. */
export const neverDecided: readonly NeverDecided[] = [
  {
    because: 'whether a recorder delivers and whether a rule was deployed, AWS alone tells',
    controls: ['OPS-01', 'OPS-02'],
    lenses: program,
    statuses: ['pass'],
  },
  {
    because: 'what an analyzer has found, only the account tells',
    controls: ['IAM-09'],
    lenses: program,
    statuses: ['pass'],
  },
  {
    because: 'accounts of an organization need no trail of their own',
    controls: ['CT-31'],
    lenses,
    statuses: ['pass'],
  },
  {
    because:
      'a copy stands in a second Region, which this organization does not have; baseline/log-archive holds the lenses to one',
    controls: ['LB-19'],
    lenses,
    statuses: ['pass'],
  },
  {
    because: 'a record tells how a query over the logs went, and programs hold no records',
    controls: ['OPS-05'],
    lenses: program,
    statuses: ['pass', 'fail'],
  },
  {
    because:
      'a program cannot show that nothing else breaks it: members, policies, lists and filters of others',
    controls: [
      ...['CT-03', 'GD-03', 'GD-05', 'GD-06', 'GD-07', 'GD-08', 'GD-09', 'GD-10', 'GD-11', 'GD-12', 'GD-13'],
      ...['GD-16', 'GD-24', 'GD-26', 'IAM-01', 'IAM-02', 'IAM-03', 'IAM-04', 'IAM-05', 'IAM-08'],
    ],
    lenses: program,
    statuses: ['pass'],
  },
  {
    because: 'what a program leaves out may stand elsewhere',
    controls: ['GD-18', 'GD-20', 'GD-28', 'IAM-09', 'NT-02', 'ORG-02', 'ORG-08'],
    lenses: program,
    statuses: ['fail'],
  },
  {
    because: 'neither the organization’s own settings nor its members are resources of this program',
    controls: ['GD-04', 'ORG-01'],
    lenses: program,
    statuses: ['pass', 'fail'],
  },
  {
    because: 'while all accounts are enabled by themselves no program makes one leave',
    controls: ['GD-04'],
    lenses: live,
    statuses: ['fail'],
  },
  {
    because: 'one Region has one administrator, and taking it away takes all detectors along',
    controls: ['GD-02'],
    lenses,
    statuses: ['fail'],
  },
  {
    because: 'the sandbox’s provider takes none of the deprecated settings',
    controls: ['GD-29'],
    lenses,
    statuses: ['fail'],
  },
  {
    because: 'a program that removes a key ends its trail before; the end of a key alone is begun by hand',
    controls: ['KM-03'],
    lenses: live,
    statuses: ['fail'],
  },
  {
    because: 'an account has no program that would destroy it',
    controls: ['LB-24'],
    lenses: live,
    statuses: ['pass', 'fail'],
  },
];
