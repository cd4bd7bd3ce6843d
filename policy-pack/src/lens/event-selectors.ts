import type { AdvancedSelector, BasicSelector, Fact, FieldSelector, Selectors } from '@trailguard/controls';
import { hasUnresolved, itemsOf, objectOf, type Plain } from './plain-values.ts';
import { textOf, unresolvedFact } from './program.ts';
import type { ProgramResource } from './program-resource.ts';

/** What a trail selects, in either form. */
export function selectorsOf(resource: ProgramResource): Fact<Selectors> {
  const basic = resource.get('eventSelectors');
  const advanced = resource.get('advancedEventSelectors');
  if (hasUnresolved(advanced)) return unresolvedFact(resource, 'advancedEventSelectors');
  if (hasUnresolved(basic)) return unresolvedFact(resource, 'eventSelectors');
  return {
    basic: itemsOf(basic).length === 0 ? null : itemsOf(basic).map(basicSelectorOf),
    advanced: itemsOf(advanced).length === 0 ? null : itemsOf(advanced).map(advancedSelectorOf),
  };
}

/** The advanced selectors of a resource that has no others; `null` when it has none. */
export function advancedSelectorsOf(resource: ProgramResource): Fact<readonly AdvancedSelector[]> {
  const advanced = resource.get('advancedEventSelectors');
  if (hasUnresolved(advanced)) return unresolvedFact(resource, 'advancedEventSelectors');
  return itemsOf(advanced).length === 0 ? null : itemsOf(advanced).map(advancedSelectorOf);
}

function basicSelectorOf(selector: Plain): BasicSelector {
  const { readWriteType, includeManagementEvents, excludeManagementEventSources, dataResources } =
    objectOf(selector) ?? {};
  return {
    readWriteType: readWriteType === 'ReadOnly' || readWriteType === 'WriteOnly' ? readWriteType : 'All',
    includeManagementEvents: includeManagementEvents !== false,
    excludedManagementSources: texts(excludeManagementEventSources),
    dataResources: itemsOf(dataResources).map((item) => {
      const { type, values } = objectOf(item) ?? {};
      return { type: textOf(type) ?? '', values: texts(values) };
    }),
  };
}

function advancedSelectorOf(selector: Plain): AdvancedSelector {
  const { name, fieldSelectors } = objectOf(selector) ?? {};
  return { name: textOf(name), fields: itemsOf(fieldSelectors).map(fieldSelectorOf) };
}

/** The provider's outputs have empty lists for operators that were not set. */
function fieldSelectorOf(selector: Plain): FieldSelector {
  const { field, ...operators } = objectOf(selector) ?? {};
  const named: Readonly<Record<string, Plain>> = {
    equals: operators.equals,
    notEquals: operators.notEquals,
    startsWith: operators.startsWiths,
    notStartsWith: operators.notStartsWiths,
    endsWith: operators.endsWiths,
    notEndsWith: operators.notEndsWiths,
  };
  const set = Object.entries(named).filter(([, values]) => itemsOf(values).length > 0);
  return {
    field: textOf(field) ?? '',
    ...Object.fromEntries(set.map(([operator, values]) => [operator, texts(values)])),
  };
}

function texts(values: Plain): readonly string[] {
  return itemsOf(values).flatMap((value) => textOf(value) ?? []);
}
