import type { Blackout } from './blackouts.ts';

const verbs: Readonly<Record<Blackout['kind'], string>> = {
  stops: 'stops',
  weakens: 'is weakened',
  unproven: 'cannot be shown to go on',
};

/** Names shown of a longer list; all of them are in the blackout itself. */
const shownNames = 4;

/** A blackout in one line: what, for whom, and because of what. */
export function describeBlackout({ kind, what, accounts, regions, because }: Blackout): string {
  const places = [listed(accounts, 'account'), listed(regions, 'Region')].filter((part) => part !== '');
  const where = places.length === 0 ? '' : ` in ${places.join(', ')}`;
  return `${what} ${verbs[kind]}${where}: ${listed(because, 'reason')}`;
}

/** The first few of some names, and how many there are. */
function listed(names: readonly string[], noun: 'account' | 'Region' | 'reason'): string {
  const [first = ''] = names;
  const label = noun === 'reason' || /^every/.test(first) ? '' : `${noun}${names.length > 1 ? 's' : ''} `;
  const separator = noun === 'reason' ? '; ' : ', ';
  if (names.length === 0) return '';
  if (names.length <= shownNames) return label + names.join(separator);
  return `${label}${names.slice(0, shownNames - 1).join(separator)}${separator}and ${names.length - shownNames + 1} more`;
}
