/** Which calls are recorded. */
export const EventAccess = {
  /** Reads and writes. */ All: 'All',
  /** Reads alone. */ Reads: 'ReadOnly',
  /** Writes alone. */ Writes: 'WriteOnly',
} as const;
export type EventAccess = (typeof EventAccess)[keyof typeof EventAccess];

/** Data events of one kind of resource. */
export interface DataEvents {
  /** Which calls. Default: reads and writes. */
  access?: EventAccess;
  /**
   * Which resources, by ARN. For S3 a bucket (`arn:aws:s3:::name`) or the start of its keys
   * (`arn:aws:s3:::name/payments/`); for all else one ARN, or the start of ARNs and `*`. Default: all of them, those
   * made later too.
   */
  arns?: string[];
}

/** Data events of a kind of resource that has no argument of its own. */
export interface FurtherDataEvents {
  /**
   * The kind, as CloudTrail names it, such as `AWS::Bedrock::Model` or `AWS::DynamoDB::Stream`.
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
   */
  resourceType: string;
  /** Which calls. Default: reads and writes. */
  access?: EventAccess;
  /** Which resources, by ARN or the start of ARNs and `*`. Default: all of them, those made later too. */
  arns?: string[];
}

/** Calls that pass through the VPC endpoints of one service. */
export interface NetworkActivity {
  /** The service as events name it, such as `s3.amazonaws.com`; not every service has such events. */
  eventSource: string;
  /** Whether only calls are recorded that the endpoint's policy refuses. Default: false. */
  deniedOnly?: boolean;
  /** Ids of the endpoints, `vpce-…`. Default: all of them. */
  vpcEndpointIds?: string[];
}

/** What a data trail records. */
export interface RecordedEvents {
  s3?: DataEvents;
  lambda?: DataEvents;
  dynamodb?: DataEvents;
  others?: FurtherDataEvents[];
  networkActivity?: NetworkActivity[];
}

/** A condition on one field of an event, as a trail takes it. */
export interface FieldSelector {
  readonly field: string;
  readonly equals?: string[];
  readonly startsWiths?: string[];
  readonly notStartsWiths?: string[];
}

/** Conditions that an event must all meet; one selector of a trail suffices. */
export interface AdvancedSelector {
  readonly name: string;
  readonly fieldSelectors: FieldSelector[];
}

const S3Object = 'AWS::S3::Object';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const ValuesPerTrail = 500;

/**
 * All management events. Spelled out, so that adding others later cannot drop them; no `readOnly` field means
 * reads and writes.
 */
export function managementSelectors(): AdvancedSelector[] {
  return [{ name: 'Management events selector', fieldSelectors: [isOf('eventCategory', 'Management')] }];
}

/**
 * Selectors of data and network activity events, without management events.
 * @param logBucketArns buckets whose objects are left out, because each delivery into them would be an event that
 * is delivered in turn.
 */
export function dataSelectors(events: RecordedEvents, logBucketArns: readonly string[]): AdvancedSelector[] {
  return [
    ...resourceKinds(events).map((kind) => resourceSelector(kind, logBucketArns)),
    ...(events.networkActivity ?? []).map(networkSelector),
  ];
}

/**
 * What CloudTrail would refuse or would not do as asked, one sentence each.
 * @param logBucketArns as of {@link dataSelectors}.
 */
export function selectorFaults(events: RecordedEvents, logBucketArns: readonly string[]): string[] {
  const kinds = resourceKinds(events);
  const networks = events.networkActivity ?? [];
  if (kinds.length + networks.length === 0)
    return [
      'it would record nothing; give one of s3, lambda, dynamodb, others and networkActivity, such as s3: {}',
    ];
  const values = dataSelectors(events, logBucketArns)
    .flatMap(({ fieldSelectors }) => fieldSelectors)
    .flatMap(({ equals = [], startsWiths = [], notStartsWiths = [] }) => [
      ...equals,
      ...startsWiths,
      ...notStartsWiths,
    ]).length;
  return [
    ...kinds.flatMap((kind) => kindFaults(kind, logBucketArns)),
    ...repeated(kinds.map(({ resourceType }) => resourceType)).map(
      (type) => `${type} is selected twice; give all its ARNs in one place`,
    ),
    ...networks.flatMap(networkFaults),
    ...repeated(networks.map(({ eventSource }) => eventSource)).map(
      (source) => `network activity of ${source} is selected twice; give all its endpoints in one place`,
    ),
    ...(values > ValuesPerTrail
      ? [
          `its selectors hold ${values} values and CloudTrail takes ${ValuesPerTrail}; name fewer ARNs or endpoints, or the start that they share`,
        ]
      : []),
  ];
}

function resourceKinds({ s3, lambda, dynamodb, others = [] }: RecordedEvents): FurtherDataEvents[] {
  return [
    ...(s3 ? [{ resourceType: S3Object, ...s3 }] : []),
    ...(lambda ? [{ resourceType: 'AWS::Lambda::Function', ...lambda }] : []),
    ...(dynamodb ? [{ resourceType: 'AWS::DynamoDB::Table', ...dynamodb }] : []),
    ...others,
  ];
}

function resourceSelector(kind: FurtherDataEvents, logBucketArns: readonly string[]): AdvancedSelector {
  const { resourceType, access = EventAccess.All, arns = [] } = kind;
  const starts = arns.flatMap((arn) => startOf(resourceType, arn) ?? []);
  const whole = arns.filter((arn) => startOf(resourceType, arn) === undefined);
  const left = resourceType === S3Object ? logBucketArns.map((arn) => `${arn}/`) : [];
  const which = arns.length === 0 ? 'all' : 'chosen';
  return {
    name: `${resourceType}: ${which}, ${AccessNames[access]}`,
    fieldSelectors: [
      isOf('eventCategory', 'Data'),
      isOf('resources.type', resourceType),
      ...(access === EventAccess.All
        ? []
        : [isOf('readOnly', access === EventAccess.Reads ? 'true' : 'false')]),
      // Values that select are alternatives, values that leave out must all hold, and both groups together.
      ...(starts.length + whole.length + left.length === 0
        ? []
        : [
            {
              field: 'resources.ARN',
              ...(whole.length > 0 ? { equals: whole } : {}),
              ...(starts.length > 0 ? { startsWiths: starts } : {}),
              ...(left.length > 0 ? { notStartsWiths: left } : {}),
            },
          ]),
    ],
  };
}

const AccessNames: Readonly<Record<EventAccess, string>> = {
  All: 'reads and writes',
  ReadOnly: 'reads',
  WriteOnly: 'writes',
};

/** What the ARNs of an event's resource must start with; `undefined` where one whole ARN is meant. */
function startOf(resourceType: string, arn: string): string | undefined {
  // A bucket's name alone would select every bucket whose name begins with it.
  if (resourceType === S3Object) return arn.includes('/') ? arn.replace(/\*$/, '') : `${arn}/`;
  return arn.endsWith('*') ? arn.slice(0, -1) : undefined;
}

function kindFaults({ resourceType, arns }: FurtherDataEvents, logBucketArns: readonly string[]): string[] {
  const faults: string[] = [];
  if (!/^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(resourceType))
    faults.push(`"${resourceType}" is no kind of resource; it reads as AWS::SERVICE::KIND`);
  if (arns?.length === 0)
    faults.push(
      `${resourceType} has an empty list of ARNs; leave the list out for all, or the kind for none`,
    );
  for (const arn of arns ?? []) {
    const isArn = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[^*]+\*?$/.test(arn);
    if (!isArn || (resourceType === S3Object && !/^arn:aws[a-z-]*:s3:::[a-z0-9.-]+(\/.*)?$/.test(arn)))
      faults.push(`"${arn}" is no ARN of ${resourceType}, whole or its start and "*"`);
    else if (
      resourceType === S3Object &&
      logBucketArns.some((log) => startOf(resourceType, arn)?.startsWith(`${log}/`))
    )
      faults.push(
        `"${arn}" is in a bucket of log files, which is left out: each delivery would be an event that is delivered in turn`,
      );
  }
  for (const arn of repeated(arns ?? [])) faults.push(`"${arn}" is given twice`);
  return faults;
}

function networkSelector({
  eventSource,
  deniedOnly = false,
  vpcEndpointIds = [],
}: NetworkActivity): AdvancedSelector {
  return {
    name: `Network activity of ${eventSource}${deniedOnly ? ': denied' : ''}`,
    fieldSelectors: [
      isOf('eventCategory', 'NetworkActivity'),
      isOf('eventSource', eventSource),
      ...(deniedOnly ? [isOf('errorCode', 'VpceAccessDenied')] : []),
      ...(vpcEndpointIds.length > 0 ? [{ field: 'vpcEndpointId', equals: vpcEndpointIds }] : []),
    ],
  };
}

function networkFaults({ eventSource, vpcEndpointIds }: NetworkActivity): string[] {
  return [
    ...(/^[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(eventSource)
      ? []
      : [`"${eventSource}" is no source of events; it reads as SERVICE.amazonaws.com`]),
    ...(vpcEndpointIds?.length === 0
      ? [`network activity of ${eventSource} has an empty list of endpoints; leave the list out for all`]
      : []),
    ...(vpcEndpointIds ?? [])
      .filter((id) => !/^vpce-[0-9a-f]{8,17}$/.test(id))
      .map((id) => `"${id}" is no id of a VPC endpoint; it reads as vpce-…`),
  ];
}

const isOf = (field: string, value: string): FieldSelector => ({ field, equals: [value] });

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
