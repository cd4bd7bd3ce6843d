/** How often somebody is reminded. */
export const ReviewCadence = {
  /** Mondays. */ Weekly: 'weekly',
  /** On the first and the fifteenth. */ TwiceMonthly: 'twice-monthly',
  /** On the first of every second month. */ EverySecondMonth: 'every-second-month',
  /** On the first of January and July. */ HalfYearly: 'half-yearly',
} as const;
export type ReviewCadence = (typeof ReviewCadence)[keyof typeof ReviewCadence];

/** The most days that lie between two reminders. */
export const longestGapDays: Readonly<Record<ReviewCadence, number>> = {
  [ReviewCadence.Weekly]: 7,
  [ReviewCadence.TwiceMonthly]: 17,
  [ReviewCadence.EverySecondMonth]: 62,
  [ReviewCadence.HalfYearly]: 184,
};

/** A schedule of EventBridge, UTC. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html */
export function cronOf(cadence: ReviewCadence, hour: number): string {
  switch (cadence) {
    case ReviewCadence.Weekly:
      return `cron(0 ${hour} ? * MON *)`;
    case ReviewCadence.TwiceMonthly:
      return `cron(0 ${hour} 1,15 * ? *)`;
    case ReviewCadence.EverySecondMonth:
      return `cron(0 ${hour} 1 1,3,5,7,9,11 ? *)`;
    case ReviewCadence.HalfYearly:
      return `cron(0 ${hour} 1 1,7 ? *)`;
  }
}

/** A review that people are reminded of. */
export interface RemindedReview {
  /** As records and `trailguard reviews` call it. */
  readonly kind: string;
  readonly title: string;
  readonly cadence: ReviewCadence;
}

/**
 * The reviews that AWS's guides ask for, each often enough for the control that reads its record. What a job does each day, the
 * comparison of stacks with their programs, needs no reminder.
 * @see https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/detection.html
 */
export const remindedReviews: readonly RemindedReview[] = [
  {
    kind: 'trail-review',
    title: 'the settings of trails and of what keeps their files',
    cadence: ReviewCadence.EverySecondMonth,
  },
  { kind: 'findings-review', title: 'the open findings of GuardDuty', cadence: ReviewCadence.Weekly },
  {
    kind: 'suppression-review',
    title: 'the filters that archive findings',
    cadence: ReviewCadence.EverySecondMonth,
  },
  {
    kind: 'access-review',
    title: 'who may read or change the logs',
    cadence: ReviewCadence.EverySecondMonth,
  },
  {
    kind: 'feature-review',
    title: 'new features of the services',
    cadence: ReviewCadence.EverySecondMonth,
  },
  { kind: 'log-validation', title: 'log files against their digests', cadence: ReviewCadence.Weekly },
  {
    kind: 'log-query-test',
    title: 'a query over the logs of the last day',
    cadence: ReviewCadence.TwiceMonthly,
  },
  {
    kind: 'alert-test',
    title: 'a sample finding, followed to its receiver',
    cadence: ReviewCadence.EverySecondMonth,
  },
  { kind: 'restore-test', title: 'archived log files, restored', cadence: ReviewCadence.HalfYearly },
  {
    kind: 'threat-hunt',
    title: 'known patterns of attack, searched for in the logs',
    cadence: ReviewCadence.Weekly,
  },
];

/** Names of all reviews. */
export const AllReviews: readonly string[] = remindedReviews.map(({ kind }) => kind);
