import type {
  GetInsightSelectorsResponse,
  InsightSelector,
  PutInsightSelectorsRequest,
  PutInsightSelectorsResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { DefaultEventSelectors } from './event-selectors.ts';
import { findOwnTrail, findTrail } from './find-trail.ts';
import type { Trail } from './state.ts';

const InsightTypes = ['ApiCallRateInsight', 'ApiErrorRateInsight'];
const Categories = ['Management', 'Data'];

function refuseEventDataStore(input: { EventDataStore?: string | undefined }): void {
  if (input.EventDataStore === undefined) return;
  throw new AwsError(
    'UnsupportedOperationException',
    'The sandbox has no event data stores: give TrailName instead of EventDataStore.',
  );
}

/** Kinds of management event that a trail logs. */
function logsManagement(trail: Trail): { read: boolean; write: boolean } {
  if (trail.advancedEventSelectors) {
    const management = trail.advancedEventSelectors
      .map((selector) => selector.FieldSelectors ?? [])
      .filter((fields) => fields.some((field) => field.Equals?.includes('Management')));
    const allows = (readOnly: string) =>
      management.some((fields) => {
        const condition = fields.find((field) => field.Field === 'readOnly')?.Equals;
        return condition === undefined || condition.includes(readOnly);
      });
    return { read: allows('true'), write: allows('false') };
  }
  const basic = (trail.eventSelectors ?? DefaultEventSelectors).filter((one) => one.IncludeManagementEvents);
  return {
    read: basic.some((one) => one.ReadWriteType !== 'WriteOnly'),
    write: basic.some((one) => one.ReadWriteType !== 'ReadOnly'),
  };
}

function normal(trail: Trail, selector: InsightSelector): InsightSelector {
  const type = selector.InsightType ?? '';
  if (!InsightTypes.includes(type)) {
    throw new AwsError(
      'InvalidInsightSelectorsException',
      `${type} is not one of ${InsightTypes.join(', ')}.`,
    );
  }
  const categories = selector.EventCategories ?? ['Management'];
  if (categories.length === 0 || categories.some((category) => !Categories.includes(category))) {
    throw new AwsError(
      'InvalidInsightSelectorsException',
      `EventCategories are ${Categories.join(' and ')}, not ${categories.join(', ')}.`,
    );
  }
  const { read, write } = logsManagement(trail);
  const enough = type === 'ApiCallRateInsight' ? write : read || write;
  if (categories.includes('Management') && !enough) {
    throw new AwsError(
      'InvalidInsightSelectorsException',
      `${type} needs a trail that logs ${type === 'ApiCallRateInsight' ? 'write ' : ''}management events.`,
    );
  }
  return { InsightType: selector.InsightType, EventCategories: categories };
}

/**
 * Replaces the insight selectors; an empty list turns Insights off.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutInsightSelectors.html
 *
 * @throws AwsError `InvalidInsightSelectorsException`
 */
export function putInsightSelectors(call: Call, sandbox: SandboxContext): PutInsightSelectorsResponse {
  const input = call.input as unknown as PutInsightSelectorsRequest;
  refuseEventDataStore(input);
  const trail = findOwnTrail(call, sandbox, input.TrailName);
  const selectors = (input.InsightSelectors ?? []).map((selector) => normal(trail, selector));
  if (new Set(selectors.map((selector) => selector.InsightType)).size !== selectors.length) {
    throw new AwsError('InvalidInsightSelectorsException', 'An insight type is selected twice.');
  }
  trail.insightSelectors = selectors;
  return { TrailARN: trail.arn, InsightSelectors: selectors };
}

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetInsightSelectors.html
 *
 * @throws AwsError `InsightNotEnabledException`
 */
export function getInsightSelectors(call: Call, sandbox: SandboxContext): GetInsightSelectorsResponse {
  refuseEventDataStore(call.input);
  const trail = findTrail(call, sandbox, call.input.TrailName);
  if (!trail.insightSelectors?.length) {
    throw new AwsError('InsightNotEnabledException', `Trail ${trail.arn} does not have Insights enabled.`);
  }
  return { TrailARN: trail.arn, InsightSelectors: trail.insightSelectors };
}
