import { styleText } from 'node:util';
import { catalogue } from '@trailguard/controls';
import {
  blackoutGuardId,
  type ExceptionScope,
  type ExceptionState,
  type ReviewedException,
} from '@trailguard/controls/exceptions';

const heads: Readonly<Record<ExceptionState, readonly ['green' | 'yellow' | 'red' | 'cyan', string]>> = {
  ended: ['red', 'ended'],
  'ends-soon': ['yellow', 'ends soon'],
  'begins-later': ['cyan', 'later'],
  holds: ['green', 'holds'],
};

/** What a person reads of a review: the gravest first. Coloured on a terminal alone. */
export function describeReview(file: string, on: string, reviewed: readonly ReviewedException[]): string {
  const order = Object.keys(heads);
  const sorted = reviewed.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const counted = order
    .map((state) => [heads[state as ExceptionState][1], reviewed.filter((one) => one.state === state).length])
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${count} ${name}`);
  const sum = counted.length === 0 ? 'none' : counted.join(', ');
  return `${[...sorted.map(describeOne), `Exceptions of ${file} on ${on}: ${sum}`].join('\n')}\n`;
}

function describeOne(exception: ReviewedException): string {
  const { control, state, from, until, daysLeft, position, ticket, owner, approver, reason } = exception;
  const [colour, head] = heads[state];
  const title = control === blackoutGuardId ? 'a change that stops logging or detection' : catalogue[control];
  return [
    `${styleText(colour, head.padEnd('ends soon'.length))}  ${control}  ${title}`,
    `  ${position}: ${ticket}, owner ${owner}, approved by ${approver}`,
    `  ${from} to ${until}${daysLeft < 0 ? '' : ` (${daysLeft} days left)`}, ${describeScope(exception.scope)}`,
    `  ${reason}`,
    ...waived(exception),
    ...wayOut(exception),
    '',
  ].join('\n');
}

function describeScope({ accounts, regions, urns, arns }: ExceptionScope): string {
  return [
    ['account', accounts],
    ['Region', regions],
    ['URN', urns],
    ['ARN', arns],
  ]
    .filter(([, items]) => items !== undefined)
    .map(([name, items]) => `${name} ${(items as readonly string[]).join(' or ')}`)
    .join(', ');
}

function waived({ waives }: ReviewedException): readonly string[] {
  return waives === null || waives.length === 0 ? [] : [`  waives: ${waives.join(', ')}`];
}

function wayOut({ state, waives }: ReviewedException): readonly string[] {
  if (state === 'ended') return ['  to do: have it approved anew, or remove it'];
  return waives?.length === 0 && state !== 'begins-later'
    ? ['  to do: it waives nothing in these reports: remove it, or correct its scope']
    : [];
}
