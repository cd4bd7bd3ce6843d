import type {
  GetEventConfigurationRequest,
  GetEventConfigurationResponse,
  PutEventConfigurationRequest,
  PutEventConfigurationResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { findOwnTrail, findTrail } from './find-trail.ts';
import type { Trail } from './state.ts';

const Templates = ['API_ACTIVITY', 'RESOURCE_ACCESS', 'USER_ACTIONS'];

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

function answer(trail: Trail): GetEventConfigurationResponse {
  return { TrailARN: trail.arn, AggregationConfigurations: trail.aggregations ?? [] };
}

/** Stores may have larger events and context keys, which the sandbox does not have. */
function refuseStore(input: { readonly EventDataStore?: string | undefined }): void {
  if (input.EventDataStore !== undefined)
    throw invalid('The sandbox knows the event configuration of trails alone: give TrailName.');
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventConfiguration.html */
export function getEventConfiguration(call: Call, sandbox: SandboxContext): GetEventConfigurationResponse {
  const input = call.input as GetEventConfigurationRequest;
  refuseStore(input);
  return answer(findTrail(call, sandbox, input.TrailName));
}

/**
 * Replaces the summaries of data events that a trail writes beside them; an empty list ends them.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventConfiguration.html
 *
 * @throws AwsError `InvalidParameterException`
 */
export function putEventConfiguration(call: Call, sandbox: SandboxContext): PutEventConfigurationResponse {
  const input = call.input as unknown as PutEventConfigurationRequest;
  refuseStore(input);
  const trail = findOwnTrail(call, sandbox, input.TrailName);
  const aggregations = input.AggregationConfigurations ?? [];
  for (const { EventCategory, Templates: templates = [] } of aggregations) {
    if (EventCategory !== 'Data')
      throw invalid(`Events of the category ${EventCategory} cannot be summed up.`);
    const stranger = templates.find((template) => !Templates.includes(template));
    if (templates.length === 0 || stranger !== undefined)
      throw invalid(`Templates are ${Templates.join(', ')}, not ${stranger ?? 'none'}.`);
  }
  trail.aggregations = aggregations;
  return answer(trail);
}
