/** Why two verdicts on one thing differ. */
export interface Explanation {
  readonly controlId: string;
  readonly ours: 'pass' | 'fail' | 'undecided';
  readonly theirs: 'pass' | 'fail' | 'undecided';
  /** Misconfigurations in which it is so. */
  readonly when: RegExp;
  readonly reason: string;
}

const oneRegion = /^the trail (records one region|leaves out global services)$/;

const always = /./;
const noManagementEvents = /^(the trail (is stopped|selects reads alone)|all faults at once)$/;

/** Differences that stay, each with its reason. */
export const explanations: readonly Explanation[] = [
  {
    controlId: 'CT-15',
    ours: 'undecided',
    theirs: 'pass',
    when: always,
    reason:
      'nobody has said which further types of data events are wanted; Prowler takes management events of Bedrock for enough',
  },
  {
    controlId: 'CT-15',
    ours: 'undecided',
    theirs: 'fail',
    when: noManagementEvents,
    reason:
      'nobody has said which further types of data events are wanted; Prowler misses management events of Bedrock, which is CT-04 and CT-09 to us',
  },
  ...['CT-11', 'CT-12'].flatMap((controlId) => [
    {
      controlId,
      ours: 'fail' as const,
      theirs: 'pass' as const,
      when: /^the trail is stopped$/,
      reason: 'Prowler looks at the selectors of a trail, whether it logs or not',
    },
    {
      controlId,
      ours: 'fail' as const,
      theirs: 'pass' as const,
      when: /^the trail (records one region|leaves out global services|is not the organization’s)$/,
      reason:
        'Prowler looks at one account and at any selector of objects; in the other Regions and accounts nothing is recorded',
    },
    {
      controlId,
      ours: 'fail' as const,
      theirs: 'pass' as const,
      when: /^the bucket has no (versions|Object Lock)$/,
      reason:
        'the bucket from which the trail moved away is one like any other now, and the selectors leave it out; Prowler takes any selector of objects for one of all',
    },
    {
      controlId,
      ours: 'fail' as const,
      theirs: 'undecided' as const,
      when: /^(the trail selects reads alone|all faults at once)$/,
      reason:
        'the account of the trail has no bucket, and then Prowler says nothing; those of the members are not recorded',
    },
  ]),
  {
    controlId: 'CT-17',
    ours: 'fail',
    theirs: 'pass',
    when: /^(the trail selects reads alone|CloudTrail Insights looks for one of two|all faults at once)$/,
    reason: 'Prowler asks whether a trail looks for anything unusual, not whether it looks for both',
  },
  {
    controlId: 'CT-19',
    ours: 'undecided',
    theirs: 'pass',
    when: /^(the trail has no log group|all faults at once)$/,
    reason:
      'without a log group nothing can be late, which is a finding of CT-18 to us; Prowler sees the last delivery',
  },
  {
    controlId: 'LB-06',
    ours: 'undecided',
    theirs: 'pass',
    when: always,
    reason: 'the policy admits nobody but services, so there is nobody whose rights could be too wide',
  },
  {
    controlId: 'LB-19',
    ours: 'undecided',
    theirs: 'fail',
    when: always,
    reason:
      'a copy in another Region is not asked for unless it is configured; Prowler wants one of every bucket',
  },
  {
    controlId: 'LB-21',
    ours: 'pass',
    theirs: 'undecided',
    when: always,
    reason:
      'Prowler looks only at buckets with names that other services of AWS would choose, and finds none',
  },
  {
    controlId: 'CT-09',
    ours: 'undecided',
    theirs: 'fail',
    when: /^the trail is stopped$/,
    reason:
      'Prowler asks one check for logging and selectors; a trail that does not log is a finding of CT-04 to us',
  },
  {
    controlId: 'CT-01',
    ours: 'pass',
    theirs: 'fail',
    when: oneRegion,
    reason:
      'Prowler has no check for a trail that records at all, only for one of all Regions, which is CT-02',
  },
  {
    controlId: 'CT-04',
    ours: 'pass',
    theirs: 'fail',
    when: /^(the trail (records one region|leaves out global services)|all faults at once)$/,
    reason: 'the trail logs; that it does so in one Region is a finding of CT-02 to us',
  },
  {
    controlId: 'CT-09',
    ours: 'pass',
    theirs: 'fail',
    when: oneRegion,
    reason: 'the selectors are right; that they hold in one Region is a finding of CT-02 to us',
  },
  {
    controlId: 'CT-01',
    ours: 'fail',
    theirs: 'pass',
    when: /^the trail is not the organization’s$/,
    reason:
      'Prowler looks at one account at a time, and the management account has its trail; the members have none',
  },
  {
    controlId: 'CT-02',
    ours: 'fail',
    theirs: 'pass',
    when: /^the trail is not the organization’s$/,
    reason:
      'Prowler looks at one account at a time, and the management account has its trail; the members have none',
  },
  ...['CT-02', 'CT-09'].map((controlId) => ({
    controlId,
    ours: 'pass' as const,
    theirs: 'fail' as const,
    when: /^the selectors have names of their own$/,
    reason:
      'Prowler takes an advanced selector for one of management events by the name that CloudTrail’s console gives it, whatever it selects; its finding is false. The trails that TrailGuard makes have that name',
  })),
  {
    controlId: 'LB-03',
    ours: 'fail',
    theirs: 'pass',
    when: /^one switch of Block Public Access is off$/,
    reason:
      'Prowler lets the block of the account stand for that of the bucket; somebody may lift it without a look at this bucket',
  },
  {
    controlId: 'CT-18',
    ours: 'fail',
    theirs: 'pass',
    when: /^(the trail has no log group|all faults at once)$/,
    reason:
      'Prowler asks whether anything was delivered within a day, not whether there is a log group still',
  },
  {
    controlId: 'GD-02',
    ours: 'pass',
    theirs: 'fail',
    when: /^(an account is no member|all faults at once)$/,
    reason: 'GuardDuty has its administrator; that an account is no member is a finding of GD-04 to us',
  },
  ...['GD-05', 'GD-06', 'GD-07', 'GD-08', 'GD-09', 'GD-10', 'GD-11'].map((controlId) => ({
    controlId,
    ours: 'fail' as const,
    theirs: 'pass' as const,
    when: /^(a detector is suspended|all faults at once)$/,
    reason: 'Prowler leaves a suspended detector out and passes the others; to us its features are off',
  })),
  {
    controlId: 'GD-04',
    ours: 'pass',
    theirs: 'fail',
    when: /^a detector is suspended$/,
    reason: 'every account is a member; that a detector is suspended is a finding of GD-01 to us',
  },
  {
    controlId: 'GD-03',
    ours: 'fail',
    theirs: 'pass',
    when: /^(only new accounts are enabled|an account is no member|all faults at once)$/,
    reason:
      'only the delegated administrator may read the organization’s configuration, and only the management account who that is: Prowler passes what it could not read',
  },
];
