import type { Fact, FilterCondition, FindingFilter } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain, type PlainObject } from './plain-values.ts';
import { factOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { tagsOf } from './tags.ts';

const lists = ['equals', 'notEquals', 'matches', 'notMatches'] as const;
const bounds = ['greaterThan', 'greaterThanOrEqual', 'lessThan', 'lessThanOrEqual'] as const;

/** A filter of a program. */
export function filterOf(resource: ProgramResource): FindingFilter {
  return {
    name: factOf<string>(resource, 'name', null),
    action: factOf<'NOOP' | 'ARCHIVE'>(resource, 'action', null),
    description: factOf<string>(resource, 'description', null),
    criteria: criteriaOf(resource),
    tags: tagsOf(resource),
    observation: { urn: resource.urn },
  };
}

function criteriaOf(resource: ProgramResource): Fact<Readonly<Record<string, FilterCondition>>> {
  const criteria = resource.get('findingCriteria');
  if (hasUnresolved(criteria)) return unresolvedFact(resource, 'findingCriteria');
  const listed = itemsOf(objectOf(criteria)?.criterions)
    .map(objectOf)
    .filter((item) => item !== undefined);
  return Object.fromEntries(listed.map((item) => [String(item.field), conditionOf(item)]));
}

/** The provider takes bounds as text: numbers, and times of RFC 3339. */
function conditionOf(item: PlainObject): FilterCondition {
  const named = lists.map((name) => [name, itemsOf(item[name]).map(String)] as const);
  const bounded = bounds.map((name) => [name, numberOf(item[name])] as const);
  return Object.fromEntries([
    ...named.filter(([, values]) => values.length > 0),
    ...bounded.filter(([, value]) => value !== undefined),
  ]);
}

function numberOf(value: Plain): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return undefined;
  const number = /^\d{4}-/.test(value) ? Date.parse(value) : Number(value);
  return Number.isNaN(number) ? undefined : number;
}
