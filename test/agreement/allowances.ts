import type { Lens } from './lenses.ts';

/** Why a lens leaves open what another decides, and of which controls. */
export interface Allowance {
  readonly because: string;
  readonly lenses: readonly Lens[];
  readonly controls: readonly string[];
}

const program: readonly Lens[] = ['preview', 'state'];

/**
 * All that a lens may leave open while another decides. An entry that nothing needs any more fails the test: whoever
 * teaches a lens more takes it out here.
 */
export const allowances: readonly Allowance[] = [
  {
    because: 'accounts that the program declares nothing in are judged as one, which it does not show',
    lenses: program,
    controls: [
      ...[
        'CT-01',
        'CT-02',
        'CT-11',
        'CT-12',
        'CT-13',
        'CT-15',
        'CT-16',
        'CT-21',
        'CT-23',
        'CT-27',
        'CT-31',
        'GD-01',
      ],
      ...['CW-01', 'CW-02', 'CW-03', 'CW-04', 'CW-05', 'CW-06', 'CW-07', 'CW-08', 'CW-09', 'CW-10', 'CW-11'],
      ...['CW-12', 'CW-13', 'CW-14', 'CW-15', 'IAM-09', 'OPS-03', 'ORG-08'],
    ],
  },
  {
    because: 'what the organization trusts it may have been told by others',
    lenses: program,
    controls: ['CT-03', 'ORG-01', 'ORG-02'],
  },
  {
    because: 'members and their limit are no resources of a program that enables all accounts',
    lenses: program,
    controls: [
      ...['GD-03', 'GD-04', 'GD-05', 'GD-06', 'GD-07', 'GD-08', 'GD-09', 'GD-10', 'GD-11', 'GD-12', 'GD-13'],
      'GD-16',
    ],
  },
  {
    because: 'a detector may have plans, destinations, filters and lists that another program made',
    lenses: program,
    controls: ['GD-18', 'GD-20', 'GD-24', 'GD-26'],
  },
  {
    because: 'AWS itself lets Security Hub take findings of GuardDuty, unless somebody has ended it',
    lenses: program,
    controls: ['GD-28'],
  },
  {
    because: 'an account may have roles, users and policies that another program made',
    lenses: program,
    controls: ['IAM-01', 'IAM-02', 'IAM-03', 'IAM-04', 'IAM-05', 'IAM-08'],
  },
  {
    because: 'rules and topics that the program does not declare may stand elsewhere',
    lenses: program,
    controls: ['CW-22', 'NT-02'],
  },
  {
    because: 'whether a recorder delivers and whether a rule was deployed, AWS alone tells',
    lenses: program,
    controls: ['OPS-01', 'OPS-02'],
  },
  {
    because: 'a program holds no records of test queries, and others may have made workgroups',
    lenses: program,
    controls: ['OPS-05'],
  },
  {
    because: 'before the first update no ARN tells the organization’s id, the key or the log group',
    lenses: ['preview'],
    controls: ['LB-05', 'ORG-05', 'ORG-07'],
  },
  {
    because: 'it is about what a program would destroy; an account has no program',
    lenses: ['live'],
    controls: ['LB-24'],
  },
  {
    because:
      'an audit finds the bucket of findings, and that of its access logs, by the export that names it',
    lenses: ['live'],
    controls: [...['GD-21', 'LB-02', 'LB-03', 'LB-04', 'LB-07', 'LB-09', 'LB-16', 'LB-18', 'LB-22', 'LB-23']],
  },
  {
    because:
      'an audit reads topics that trails, alarms, event rules and buckets tell, not those that nobody tells',
    lenses: ['live'],
    controls: ['NT-03', 'NT-04', 'NT-05', 'NT-07', 'NT-08'],
  },
];

/** Controls of which lenses may decide differently, and why that is right. */
export const differences: Readonly<Record<string, string>> = {
  'KM-03': 'a program shows how soon its removal would end the key; AWS shows only a deletion that has begun',
  'LB-03': 'a program has to declare the block; AWS puts one on each new bucket by itself',
};

/** Controls of which lenses find the same fault and tell it with other words or with further faults, and why. */
export const otherWords: Readonly<Record<string, string>> = {
  'CT-04': 'an audit knows since when the trail is stopped',
  'CW-22': 'an audit also judges the other ways in which people might be told',
  'IAM-02': 'a policy has no ARN before the first update, and a name only in programs',
  'IAM-04': 'an audit also sees the users that the program did not make',
  'LB-02': 'AWS itself says that a policy is public; a program has to read it',
  'LB-23': 'as LB-03: AWS puts a block on each new bucket by itself',
};
