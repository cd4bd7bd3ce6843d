import type {
  AdvancedEventSelector,
  CloudTrail,
  EventSelector,
  InsightSelector,
} from '@aws-sdk/client-cloudtrail';
import type { EventDataStoreArgs } from '@pulumi/aws/cloudtrail/eventDataStore.js';
import type { TrailArgs } from '@pulumi/aws/cloudtrail/trail.js';
import type { Inputs } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';

type Selectors = Pick<Inputs<TrailArgs>, 'eventSelectors' | 'advancedEventSelectors'>;
type Insights = NonNullable<Inputs<TrailArgs>['insightSelectors']>;

/** What a trail logs when nobody said: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
const DEFAULT: EventSelector[] = [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }];

/** Replaces what the trail logs; with neither kind given it goes back to all management events. */
export async function putEventSelectors(
  cloudtrail: CloudTrail,
  TrailName: string,
  selectors: Selectors,
): Promise<void> {
  const advanced = selectors.advancedEventSelectors;
  if (advanced?.length) {
    await cloudtrail.putEventSelectors({ TrailName, AdvancedEventSelectors: advanced.map(advancedToAws) });
  } else {
    const basic = selectors.eventSelectors;
    await cloudtrail.putEventSelectors({
      TrailName,
      EventSelectors: basic?.length ? basic.map(basicToAws) : DEFAULT,
    });
  }
}

/** What the trail logs, if that was ever changed or the program says it; `known` is what the program says. */
export async function readEventSelectors(
  cloudtrail: CloudTrail,
  TrailName: string,
  isCustom: boolean,
  known: Selectors['eventSelectors'],
): Promise<Selectors> {
  if (!isCustom && !known?.length) return {};
  const { EventSelectors, AdvancedEventSelectors } = await cloudtrail.getEventSelectors({ TrailName });
  const isUnsaid =
    !known?.length && EventSelectors?.length === 1 && isDefaultSelector(EventSelectors[0] as EventSelector);
  return {
    ...(EventSelectors?.length && !isUnsaid
      ? { eventSelectors: EventSelectors.map((selector, index) => basicFromAws(selector, known?.[index])) }
      : {}),
    ...(AdvancedEventSelectors?.length
      ? { advancedEventSelectors: AdvancedEventSelectors.map(advancedFromAws) }
      : {}),
  };
}

/** Replaces the anomalies that CloudTrail Insights looks for; an empty list turns it off. */
export async function putInsightSelectors(
  cloudtrail: CloudTrail,
  TrailName: string,
  insights: Insights,
): Promise<void> {
  const InsightSelectors = insights.map(({ insightType }) => ({
    InsightType: insightType as 'ApiCallRateInsight',
  }));
  await cloudtrail.putInsightSelectors({ TrailName, InsightSelectors });
}

/** Anomalies that CloudTrail Insights looks for. */
export async function readInsightSelectors(
  cloudtrail: CloudTrail,
  TrailName: string,
  isOn: boolean,
): Promise<Insights> {
  if (!isOn) return [];
  const answer = await orMissing(cloudtrail.getInsightSelectors({ TrailName }), 'InsightNotEnabledException');
  return (answer?.InsightSelectors ?? []).map(({ InsightType }: InsightSelector) => ({
    insightType: InsightType ?? '',
  }));
}

function isDefaultSelector(selector: EventSelector): boolean {
  return (
    selector.ReadWriteType === 'All' &&
    selector.IncludeManagementEvents === true &&
    !selector.DataResources?.length &&
    !selector.ExcludeManagementEventSources?.length
  );
}

type Basic = NonNullable<Selectors['eventSelectors']>[number];

function basicToAws(selector: Basic): EventSelector {
  return {
    ReadWriteType: (selector.readWriteType ?? 'All') as 'All',
    IncludeManagementEvents: selector.includeManagementEvents ?? true,
    DataResources: selector.dataResources?.map(({ type, values }) => ({ Type: type, Values: values })),
    ExcludeManagementEventSources: selector.excludeManagementEventSources,
  };
}

/** What the API answers where the program says nothing is left unsaid, so that both are equal. */
function basicFromAws(selector: EventSelector, known: Basic | undefined): Basic {
  const { ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources } = selector;
  const isTypeSaid = known === undefined || known.readWriteType !== undefined || ReadWriteType !== 'All';
  const isManagementSaid =
    known === undefined || known.includeManagementEvents !== undefined || IncludeManagementEvents === false;
  return {
    ...(isTypeSaid ? { readWriteType: ReadWriteType } : {}),
    ...(isManagementSaid ? { includeManagementEvents: IncludeManagementEvents } : {}),
    ...(DataResources?.length
      ? {
          dataResources: DataResources.map(({ Type, Values }) => ({
            type: Type ?? '',
            values: Values ?? [],
          })),
        }
      : {}),
    ...(ExcludeManagementEventSources?.length
      ? { excludeManagementEventSources: ExcludeManagementEventSources }
      : {}),
  };
}

type Advanced = NonNullable<Selectors['advancedEventSelectors']>[number];
/** Those of event data stores have all parts optional. */
type AdvancedOfAny = NonNullable<Inputs<EventDataStoreArgs>['advancedEventSelectors']>[number];

/** An advanced selector as the API takes it. */
export function advancedToAws(selector: AdvancedOfAny): AdvancedEventSelector {
  return {
    Name: selector.name,
    FieldSelectors: selector.fieldSelectors?.map((field) => ({
      Field: field.field,
      Equals: field.equals,
      StartsWith: field.startsWiths,
      EndsWith: field.endsWiths,
      NotEquals: field.notEquals,
      NotStartsWith: field.notStartsWiths,
      NotEndsWith: field.notEndsWiths,
    })),
  };
}

/** An advanced selector as a program writes it. */
export function advancedFromAws(selector: AdvancedEventSelector): Advanced {
  return {
    ...(selector.Name ? { name: selector.Name } : {}),
    fieldSelectors: (selector.FieldSelectors ?? []).map((field) => ({
      field: field.Field ?? '',
      ...(field.Equals?.length ? { equals: field.Equals } : {}),
      ...(field.StartsWith?.length ? { startsWiths: field.StartsWith } : {}),
      ...(field.EndsWith?.length ? { endsWiths: field.EndsWith } : {}),
      ...(field.NotEquals?.length ? { notEquals: field.NotEquals } : {}),
      ...(field.NotStartsWith?.length ? { notStartsWiths: field.NotStartsWith } : {}),
      ...(field.NotEndsWith?.length ? { notEndsWiths: field.NotEndsWith } : {}),
    })),
  };
}
