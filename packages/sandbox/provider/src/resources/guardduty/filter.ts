import { type Condition, type FindingCriteria, GuardDuty } from '@aws-sdk/client-guardduty';
import type { FilterArgs, FilterState } from '@pulumi/aws/guardduty/filter.js';
import { defineResource, type Inputs } from '../../core/resource.ts';
import { twoParts, unlessGone } from './errors.ts';
import { changeTags, detectorArn } from './tags.ts';

const CREATE = 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html';

type Criterion = Inputs<FilterArgs>['findingCriteria']['criterions'][number];

/** Findings that are archived by themselves, or saved as a view. Id and import id: `detector:filter`. */
export const filter = defineResource<FilterArgs, FilterState>({
  token: 'aws:guardduty/filter:Filter',
  properties: {
    action: { required: true },
    description: {},
    detectorId: { required: true, replaces: CREATE },
    findingCriteria: { required: true },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 64 } },
    rank: { required: true },
    region: { computed: true, replaces: CREATE },
    tags: {},
  },
  computed: { arn: true },
  async create(inputs, context) {
    await context.client(GuardDuty).createFilter({
      ...settings(inputs),
      Name: inputs.name,
      ...(Object.keys(inputs.tags ?? {}).length > 0 ? { Tags: inputs.tags } : {}),
    });
    return `${inputs.detectorId}:${inputs.name}`;
  },
  async read(id, context, known) {
    const [DetectorId, FilterName] = twoParts(id, ':', '<detector>:<filter>');
    const found = await unlessGone(context.client(GuardDuty).getFilter({ DetectorId, FilterName }));
    if (!found) return undefined;
    return {
      action: found.Action,
      arn: detectorArn(context, DetectorId, `filter/${FilterName}`),
      description: found.Description,
      detectorId: DetectorId,
      findingCriteria: {
        criterions: criterionsFromAws(found.FindingCriteria, known.findingCriteria?.criterions),
      },
      name: FilterName,
      rank: found.Rank,
      tags: found.Tags ?? {},
    };
  },
  async update(id, inputs, context) {
    const guardduty = context.client(GuardDuty);
    const [DetectorId, FilterName] = twoParts(id, ':', '<detector>:<filter>');
    if (context.changed('action', 'description', 'findingCriteria', 'rank')) {
      await guardduty.updateFilter({ ...settings(inputs), FilterName });
    }
    if (context.changed('tags')) {
      await changeTags(
        guardduty,
        detectorArn(context, DetectorId, `filter/${FilterName}`),
        context.old.tags,
        inputs.tags,
      );
    }
  },
  async delete(id, context) {
    const [DetectorId, FilterName] = twoParts(id, ':', '<detector>:<filter>');
    await unlessGone(context.client(GuardDuty).deleteFilter({ DetectorId, FilterName }));
  },
});

function settings(inputs: Inputs<FilterArgs>) {
  return {
    DetectorId: inputs.detectorId,
    Action: inputs.action as 'ARCHIVE',
    Description: inputs.description ?? '',
    Rank: inputs.rank,
    FindingCriteria: {
      Criterion: Object.fromEntries(
        inputs.findingCriteria.criterions.map((item) => [item.field, conditionToAws(item)]),
      ),
    },
  };
}

function conditionToAws(item: Criterion): Condition {
  return {
    Equals: item.equals,
    NotEquals: item.notEquals,
    Matches: item.matches,
    NotMatches: item.notMatches,
    GreaterThan: numberOf(item.field, item.greaterThan),
    GreaterThanOrEqual: numberOf(item.field, item.greaterThanOrEqual),
    LessThan: numberOf(item.field, item.lessThan),
    LessThanOrEqual: numberOf(item.field, item.lessThanOrEqual),
  };
}

/** Times are given as text (RFC 3339) and sent as milliseconds since 1970; anything else is a number already. */
function numberOf(field: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  return field.endsWith('updatedAt') ? Date.parse(value) : Number(value);
}

function criterionsFromAws(
  criteria: FindingCriteria | undefined,
  known: readonly Criterion[] | undefined,
): Criterion[] {
  const found = Object.entries(criteria?.Criterion ?? {}).map(([field, condition]) =>
    criterionFromAws(field, condition),
  );
  // The API keeps a map: the program's order is as good as any.
  const order = (item: Criterion) => known?.findIndex(({ field }) => field === item.field) ?? 0;
  return found.sort((left, right) => order(left) - order(right));
}

function criterionFromAws(field: string, condition: Condition): Criterion {
  const text = (value: number | undefined) =>
    value === undefined
      ? undefined
      : field.endsWith('updatedAt')
        ? new Date(value).toISOString().replace('.000Z', 'Z')
        : String(value);
  const list = (value: string[] | undefined) => (value?.length ? value : undefined);
  return {
    field,
    equals: list(condition.Equals),
    notEquals: list(condition.NotEquals),
    matches: list(condition.Matches),
    notMatches: list(condition.NotMatches),
    greaterThan: text(condition.GreaterThan),
    greaterThanOrEqual: text(condition.GreaterThanOrEqual),
    lessThan: text(condition.LessThan),
    lessThanOrEqual: text(condition.LessThanOrEqual),
  };
}
