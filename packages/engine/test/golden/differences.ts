import type { Field } from './model.ts';

/** Where the engine does otherwise than the CLI, and why that is so. */
export interface Difference {
  case: string;
  step: number;
  fields: Field[];
  reason: string;
  /** It is a matter of time and need not show in every run. */
  sometimes?: true;
}

const aroundFailure =
  'What had begun, and in which order, when a step failed: the program registers these resources all at once. What a step leaves undone the next one does.';

/** A step of which every record depends on what was faster. */
function race(name: string, step: number): Omit<Difference, 'reason'> {
  const fields: Field[] = ['events', 'calls', 'stdout', 'state', 'backing'];
  return { case: name, step, fields, sometimes: true };
}

/**
 * Every difference that is left. One that is gone must leave this list: the test fails until it does.
 */
export const differences: Difference[] = [
  ...[4, 5, 6, 7, 8, 9].map((step) => ({ ...race('15-create-failure', step), reason: aroundFailure })),
  { ...race('18-import', 5), reason: aroundFailure },
  { ...race('20-dbr-option', 3), reason: aroundFailure },
  { ...race('26-targets', 4), reason: aroundFailure },
  {
    case: '17-refresh',
    step: 8,
    fields: ['exit', 'events', 'calls', 'stdout', 'stderr', 'state'],
    reason: 'refresh --run-program is not supported, and refused by name.',
  },
  {
    ...race('24-pending', 8),
    reason:
      'How far the program came in the tenth of a second before the interruption: resources that were not planned by then are left as they are.',
  },
  ...[0, 1, 2].map((step) => ({
    ...race('30-duplicate', step),
    reason:
      'Which of two resources of one name comes first, and what was made by then. The third step starts from what the second left.',
  })),
];
