import type { Estate, LogGroup, MetricFilter, Trail } from '../model/estate.ts';
import { isUnknown, type Unknown } from '../model/fact.ts';
import { listIndex } from './list-index.ts';
import { parseArn } from './arn.ts';

/** Where a log group is, though nobody may have read it. */
export interface LogGroupPlace {
  /** What filters call it: its name, and its URN in a program. */
  readonly names: readonly string[];
  readonly accountId: string;
  readonly region: string;
  /** `undefined` when no lens read it. */
  readonly group: LogGroup | undefined;
}

const groupsByReference = listIndex<LogGroup>(({ arn, observation }) => [
  arn,
  observation.arn,
  observation.urn,
]);
const unnamed = Symbol('log group not known');
const filtersByGroup = listIndex<MetricFilter>((filter) => {
  const { accountId, region, logGroup } = filter;
  return [accountId, region, logGroup].some(isUnknown) ? [unnamed] : [`${accountId}/${region}/${logGroup}`];
});

/** The log group that an ARN, with or without `:*` at its end, or a URN names, if the lens read it. */
function findLogGroup(estate: Estate, reference: string): LogGroup | undefined {
  return groupsByReference(estate.logGroups.items, reference.replace(/:\*$/, ''))[0];
}

/** Where the log group of this reference is; why that is not known; `null` where the reference names none. */
export function placeOfLogGroup(estate: Estate, reference: string): LogGroupPlace | Unknown | null {
  const group = findLogGroup(estate, reference);
  if (group !== undefined) {
    const { name, accountId, region, observation } = group;
    const hidden = [name, accountId, region].find(isUnknown);
    if (hidden !== undefined) return hidden;
    const names = [name, observation.urn].filter((one) => typeof one === 'string');
    return { names, accountId: String(accountId), region: String(region), group };
  }
  const arn = parseArn(reference.replace(/:\*$/, ''));
  const name = arn?.resource.replace(/^log-group:/, '');
  return arn === undefined || name === undefined
    ? null
    : { names: [name], accountId: arn.accountId, region: arn.region, group };
}

/** The metric filters of a log group, and why there may be others. */
export function filtersOf(
  { names, accountId, region }: LogGroupPlace,
  { metricFilters: { items, complete } }: Estate,
): { filters: readonly MetricFilter[]; complete: true | Unknown } {
  const filters = names.flatMap((name) => filtersByGroup(items, `${accountId}/${region}/${name}`));
  const [hidden] = filtersByGroup(items, unnamed);
  const because = hidden && [hidden.logGroup, hidden.accountId, hidden.region].find(isUnknown);
  return { filters, complete: because ?? complete };
}

/** Trails that stream to a log group, and why there may be others. */
export function trailsStreamingTo(
  { name, arn, accountId, region, observation }: LogGroup,
  { trails: { items, complete } }: Estate,
): { trails: readonly Trail[]; complete: true | Unknown } {
  // A program may know the ARN that it gives to the trail before AWS gives one to the group.
  const place = `:logs:${region}:${accountId}:log-group:${name}`;
  const references = items.map(({ logGroupArn }) =>
    typeof logGroupArn === 'string' ? logGroupArn.replace(/:\*$/, '') : logGroupArn,
  );
  const trails = items.filter((_trail, index) => {
    const reference = references[index];
    return (
      typeof reference === 'string' &&
      ([arn, observation.arn, observation.urn].includes(reference) || reference.endsWith(place))
    );
  });
  const elsewhere = references.find(isUnknown);
  const isNamed = references.some((one) => typeof one === 'string' && !one.startsWith('urn:'));
  const hidden = isNamed ? [arn, name, accountId, region].find(isUnknown) : undefined;
  return { trails, complete: elsewhere ?? (isUnknown(arn) ? hidden : undefined) ?? complete };
}
