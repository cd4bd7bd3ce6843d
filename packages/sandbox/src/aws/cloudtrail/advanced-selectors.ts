import type { AdvancedEventSelector, AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail';
import { AwsError } from '../error.ts';

const Operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;
type Operator = (typeof Operators)[number];

/** All conditions of all advanced selectors of a trail together. */
const ValuesPerTrail = 500;

/**
 * Fields that a selector of each category may use.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
const FieldsOf: Readonly<Record<string, readonly string[]>> = {
  // Event data stores have more.
  Management: ['eventCategory', 'eventSource', 'readOnly'],
  Data: [
    'eventCategory',
    'eventName',
    'eventSource',
    'eventType',
    'readOnly',
    'resources.ARN',
    'resources.type',
    'sessionCredentialFromConsole',
    'userIdentity.arn',
  ],
  NetworkActivity: ['eventCategory', 'eventName', 'eventSource', 'errorCode', 'vpcEndpointId'],
};
const EqualsOnly = ['readOnly', 'eventCategory', 'resources.type'];

/**
 * Sources of management events that a trail may leave out, in a selector as in ExcludeManagementEventSources.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
const LeftOutSources = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

export function invalidSelectors(message: string): AwsError {
  return new AwsError('InvalidEventSelectorsException', message);
}

function conditionsOf(selector: AdvancedFieldSelector): [Operator, string[]][] {
  return Operators.flatMap((operator): [Operator, string[]][] => {
    const values = selector[operator];
    return values && values.length > 0 ? [[operator, values]] : [];
  });
}

function assertField(selector: AdvancedFieldSelector, category: string): void {
  const field = selector.Field ?? '';
  const conditions = conditionsOf(selector);
  if (!(FieldsOf[category] ?? []).includes(field)) {
    throw invalidSelectors(`The field ${field} is not valid for events of the category ${category}.`);
  }
  if (conditions.length === 0) throw invalidSelectors(`The field ${field} has no condition.`);
  if (EqualsOnly.includes(field) && conditions.some(([operator]) => operator !== 'Equals')) {
    throw invalidSelectors(`The field ${field} takes only Equals.`);
  }
  const values = conditions.flatMap(([, of]) => of);
  if (field === 'readOnly' && values.some((value) => value !== 'true' && value !== 'false')) {
    throw invalidSelectors('The field readOnly is true or false.');
  }
  if (field === 'eventSource' && category === 'Management') {
    const leavesOut = conditions.every(([operator]) => operator === 'NotEquals');
    if (!leavesOut || values.some((value) => !LeftOutSources.includes(value))) {
      throw invalidSelectors(
        `The field eventSource of management events takes only NotEquals ${LeftOutSources.join(' or ')}.`,
      );
    }
  }
  if (field === 'eventSource' && category === 'NetworkActivity') {
    if (conditions.some(([operator]) => operator !== 'Equals')) {
      throw invalidSelectors('The field eventSource of network activity events takes only Equals.');
    }
  }
  if (field === 'errorCode' && values.some((value) => value !== 'VpceAccessDenied')) {
    throw invalidSelectors('The field errorCode takes only VpceAccessDenied.');
  }
  if (field === 'resources.type' && values.length !== 1) {
    throw invalidSelectors('The field resources.type takes exactly one value.');
  }
}

function assertSelector(selector: AdvancedEventSelector): void {
  const fields = selector.FieldSelectors ?? [];
  const names = fields.map((field) => field.Field ?? '');
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidSelectors(`The field ${twice} is selected twice.`);
  const category = fields.find((field) => field.Field === 'eventCategory')?.Equals;
  if (category?.length !== 1 || !FieldsOf[category[0] ?? '']) {
    throw invalidSelectors(
      'An advanced event selector needs eventCategory equal to Management, Data or NetworkActivity.',
    );
  }
  for (const field of fields) assertField(field, category[0] ?? '');
  if (category[0] === 'Data' && !names.includes('resources.type')) {
    throw invalidSelectors('A selector of data events needs resources.type.');
  }
  if (category[0] === 'NetworkActivity' && !names.includes('eventSource')) {
    throw invalidSelectors('A selector of network activity events needs eventSource.');
  }
}

/** Checks advanced selectors and keeps only their fields. @throws AwsError `InvalidEventSelectorsException` */
export function normalAdvancedSelectors(
  selectors: readonly AdvancedEventSelector[],
): AdvancedEventSelector[] {
  if (selectors.length === 0) throw invalidSelectors('A trail needs at least one advanced event selector.');
  for (const selector of selectors) assertSelector(selector);
  const values = selectors
    .flatMap((selector) => selector.FieldSelectors ?? [])
    .flatMap(conditionsOf)
    .flatMap(([, of]) => of);
  if (values.length > ValuesPerTrail) {
    throw invalidSelectors(`Advanced event selectors have at most ${ValuesPerTrail} values.`);
  }
  return selectors.map((selector) => ({
    ...(selector.Name !== undefined && { Name: selector.Name }),
    FieldSelectors: (selector.FieldSelectors ?? []).map((field) => ({
      Field: field.Field,
      ...Object.fromEntries(conditionsOf(field)),
    })),
  }));
}

/**
 * Whether a value of an event passes the conditions on its field: one of those that select, if there are any, and
 * none of those that exclude. An absent value passes only exclusions.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html#filtering-data-events-multiple-conditions
 */
export function fieldMatches(selector: AdvancedFieldSelector, values: readonly string[]): boolean {
  const test: Record<Operator, (value: string, wanted: string) => boolean> = {
    Equals: (value, wanted) => value === wanted,
    StartsWith: (value, wanted) => value.startsWith(wanted),
    EndsWith: (value, wanted) => value.endsWith(wanted),
    NotEquals: (value, wanted) => value === wanted,
    NotStartsWith: (value, wanted) => value.startsWith(wanted),
    NotEndsWith: (value, wanted) => value.endsWith(wanted),
  };
  const conditions = conditionsOf(selector);
  const hits = ([operator, wanted]: [Operator, string[]]) =>
    values.some((value) => wanted.some((one) => test[operator](value, one)));
  const [excluding, selecting] = [true, false].map((excludes) =>
    conditions.filter(([operator]) => operator.startsWith('Not') === excludes),
  ) as [typeof conditions, typeof conditions];
  return !excluding.some(hits) && (selecting.length === 0 || selecting.some(hits));
}
