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

/** Differences that stay, each with its reason. */
export const explanations: readonly Explanation[] = [
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
    when: oneRegion,
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
  {
    controlId: 'CT-18',
    ours: 'fail',
    theirs: 'pass',
    when: /^the trail has no log group$/,
    reason:
      'Prowler asks whether anything was delivered within a day, not whether there is a log group still',
  },
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
    when: /^(only new accounts are enabled|an account is no member)$/,
    reason:
      'only the delegated administrator may read the organization’s configuration, and only the management account who that is: Prowler passes what it could not read',
  },
];
