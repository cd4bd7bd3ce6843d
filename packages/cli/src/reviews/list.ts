import { styleText } from 'node:util';
import { ExitCode } from '../exit-code.ts';
import type { ListFlags } from './command.ts';
import { type DueReview, dueReviews, isOpen, type ReviewState } from '@trailguard/controls/reviews';
import { reviewKinds } from '@trailguard/controls/reviews';
import { knownRecords } from './records-path.ts';

/** Prints every kind of review, and answers with the exit code. @throws when the records cannot be used. */
export async function listReviews(flags: ListFlags): Promise<number> {
  const { path, records } = await knownRecords(flags.records);
  const now = flags.on === undefined ? new Date() : new Date(endOf(flags.on));
  const reviews = dueReviews(reviewKinds, records, now);
  process.stdout.write(
    flags.json
      ? `${JSON.stringify({ schema: 'trailguard.reviews/1', on: now.toISOString(), records: path ?? null, reviews }, null, 2)}\n`
      : describe(reviews, path),
  );
  return reviews.some(isOpen) ? ExitCode.findings : ExitCode.ok;
}

/** A day is looked at as it ends. */
const endOf = (moment: string) => (moment.includes('T') ? moment : `${moment}T23:59:59.999Z`);

const heads: Readonly<Record<ReviewState, readonly ['green' | 'yellow' | 'red', string]>> = {
  overdue: ['red', 'overdue'],
  failed: ['red', 'failed'],
  never: ['red', 'never done'],
  'due-soon': ['yellow', 'due soon'],
  done: ['green', 'done'],
};

function describe(reviews: readonly DueReview[], path: string | undefined): string {
  const order = Object.keys(heads);
  const sorted = reviews.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const open = reviews.filter(isOpen).length;
  const source =
    path === undefined
      ? 'There is no trailguard.records.yaml from here upwards (docs/records.md has its form).\n'
      : `Records of ${path}.\n`;
  return `${sorted.map(describeOne).join('\n')}\n${source}${open} of ${reviews.length} reviews have to be done.\n`;
}

function describeOne(review: DueReview): string {
  const { kind, title, state, last, dueAt, because, how, controlId } = review;
  const [colour, head] = heads[state];
  const lines = [
    `${styleText(colour, head.padEnd('never done'.length))}  ${kind}${controlId === null ? '' : ` (${controlId})`}: ${title}`,
    ...(last === null
      ? []
      : [
          `  last: ${last.at.slice(0, 10)} by ${last.by.join(', ')}, ${last.outcome}, ${last.observation.position ?? last.id}`,
        ]),
    ...(because === null ? [] : [`  because: ${because}`]),
    ...(dueAt === null ? [] : [`  due: ${dueAt.slice(0, 10)}`]),
    ...(state === 'done' ? [] : [`  how: ${how}`, `  then: trailguard reviews sign-off ${kind}`]),
  ];
  return `${lines.join('\n')}\n`;
}
