import {
  type Condition,
  type FindingCriteria,
  GetFilterCommand,
  type GuardDutyClient,
  paginateListFilters,
} from '@aws-sdk/client-guardduty';
import { type Collection, type FilterCondition, type FindingFilter, isUnknown } from '@trailguard/controls';
import { collectionOf } from './collection.ts';
import { allPages } from './pages.ts';
import { field, type Reader } from './reader.ts';

/** All filters of a detector; there are at most a hundred. */
export async function readFilters(
  reader: Reader,
  client: GuardDutyClient,
  DetectorId: string,
  place: string,
): Promise<Collection<FindingFilter>> {
  const names = await reader.ask(`guardduty:ListFilters in ${place}`, async (options) => {
    const pages = await allPages(paginateListFilters({ client }, { DetectorId }, options));
    return pages.flatMap(({ FilterNames }) => FilterNames ?? []);
  });
  if (names === null || isUnknown(names)) return { items: [], complete: names ?? true };
  const read = await Promise.all(
    names.map((FilterName) =>
      reader.ask(`guardduty:GetFilter ${FilterName} in ${place}`, async (options): Promise<FindingFilter> => {
        const filter = await client.send(new GetFilterCommand({ DetectorId, FilterName }), options);
        return {
          name: FilterName,
          action: field(filter.Action, 'guardduty:GetFilter', 'Action'),
          description: filter.Description ?? null,
          criteria: criteriaOf(filter.FindingCriteria),
          tags: filter.Tags ?? {},
          observation: {
            arn: `${place}/filter/${FilterName}`,
            calls: { action: 'guardduty:GetFilter', criteria: 'guardduty:GetFilter' },
            at: reader.clock.latest ?? '',
          },
        };
      }),
    ),
  );
  return collectionOf(read);
}

function criteriaOf(criteria: FindingCriteria | undefined): Readonly<Record<string, FilterCondition>> {
  return Object.fromEntries(
    Object.entries(criteria?.Criterion ?? {}).map(([name, condition]) => [name, conditionOf(condition)]),
  );
}

/** AWS answers each condition in two spellings, the older one shorter. */
function conditionOf(condition: Condition): FilterCondition {
  const found = {
    equals: condition.Equals ?? condition.Eq,
    notEquals: condition.NotEquals ?? condition.Neq,
    matches: condition.Matches,
    notMatches: condition.NotMatches,
    greaterThan: condition.GreaterThan ?? condition.Gt,
    greaterThanOrEqual: condition.GreaterThanOrEqual ?? condition.Gte,
    lessThan: condition.LessThan ?? condition.Lt,
    lessThanOrEqual: condition.LessThanOrEqual ?? condition.Lte,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
