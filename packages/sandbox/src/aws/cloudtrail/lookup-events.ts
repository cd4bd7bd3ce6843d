import type {
  Event,
  LookupAttribute,
  LookupEventsRequest,
  LookupEventsResponse,
} from '@aws-sdk/client-cloudtrail';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { isDataEvent, isRecorded } from './events/data-events.ts';
import { type CloudTrailEvent, eventsOf } from './events/event.ts';
import { inputDate } from './time.ts';

/** Event history goes back this far. */
const HistoryMs = 90 * 24 * 3_600_000;
const PageSize = 50;

function resourcesOf(event: CloudTrailEvent): { ResourceType: string; ResourceName: string }[] {
  const listed = (event.resources ?? []).map((resource) => ({
    ResourceType: resource.type,
    ResourceName: resource.ARN,
  }));
  // Names that a request gives are resources of the event, as the console shows them.
  const named: Readonly<Record<string, string>> = {
    bucketName: 'AWS::S3::Bucket',
    roleName: 'AWS::IAM::Role',
    roleArn: 'AWS::IAM::Role',
    userName: 'AWS::IAM::User',
    policyArn: 'AWS::IAM::Policy',
    trailName: 'AWS::CloudTrail::Trail',
    topicArn: 'AWS::SNS::Topic',
    detectorId: 'AWS::GuardDuty::Detector',
    logGroupName: 'AWS::Logs::LogGroup',
    ...(event.eventSource === 'cloudtrail.amazonaws.com' && { name: 'AWS::CloudTrail::Trail' }),
  };
  const parameters = (event.requestParameters ?? {}) as Record<string, unknown>;
  const fromRequest = Object.entries(named).flatMap(([field, ResourceType]) => {
    const value = parameters[field];
    return typeof value === 'string' ? [{ ResourceType, ResourceName: value }] : [];
  });
  return [...listed, ...fromRequest];
}

function userNameOf(event: CloudTrailEvent): string | undefined {
  const identity = event.userIdentity;
  if (identity.type === 'Root') return 'root';
  return identity.userName ?? identity.invokedBy ?? identity.principalId?.split(':')[1];
}

function matches(event: CloudTrailEvent, attribute: LookupAttribute): boolean {
  const wanted = attribute.AttributeValue ?? '';
  switch (attribute.AttributeKey) {
    case 'EventId':
      return event.eventID === wanted;
    case 'EventName':
      return event.eventName === wanted;
    case 'EventSource':
      return event.eventSource === wanted;
    case 'ReadOnly':
      return String(event.readOnly) === wanted;
    case 'Username':
      return userNameOf(event) === wanted;
    case 'AccessKeyId':
      return event.userIdentity.accessKeyId === wanted;
    case 'ResourceName':
      return resourcesOf(event).some((resource) => resource.ResourceName === wanted);
    case 'ResourceType':
      return resourcesOf(event).some((resource) => resource.ResourceType === wanted);
    default:
      throw new AwsError(
        'InvalidLookupAttributesException',
        `The lookup attribute ${attribute.AttributeKey} is not valid.`,
      );
  }
}

function answer(event: CloudTrailEvent): Event {
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    ReadOnly: String(event.readOnly),
    ...(event.userIdentity.accessKeyId !== undefined && { AccessKeyId: event.userIdentity.accessKeyId }),
    EventTime: new Date(event.eventTime),
    EventSource: event.eventSource,
    Username: userNameOf(event),
    Resources: resourcesOf(event),
    CloudTrailEvent: JSON.stringify(event),
  };
}

/** Position in the record below which the next page begins: stable while new calls come in. */
function positionOf(token: string): number {
  const text = Buffer.from(token, 'base64url').toString();
  if (!/^before:\d+$/.test(text)) {
    throw new AwsError('InvalidNextTokenException', 'The token is not valid.');
  }
  return Number(text.slice('before:'.length));
}

/**
 * Management events of the caller's account in the call's region, newest first, trail or no trail.
 * There are no Insights events in a sandbox, and no limit of two requests a second.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 *
 * @throws AwsError `InvalidLookupAttributesException`, `InvalidTimeRangeException`,
 *   `InvalidMaxResultsException`, `InvalidNextTokenException`, `InvalidEventCategoryException`
 */
export function lookupEvents(call: Call, sandbox: SandboxContext): LookupEventsResponse {
  const input = call.input as LookupEventsRequest;
  const attributes = input.LookupAttributes ?? [];
  if (attributes.length > 1) {
    throw new AwsError('InvalidLookupAttributesException', 'Give at most one lookup attribute.');
  }
  const size = input.MaxResults ?? PageSize;
  if (size < 1 || size > PageSize) {
    throw new AwsError('InvalidMaxResultsException', `MaxResults is 1 to ${PageSize}, not ${size}.`);
  }
  const now = sandbox.clock.now();
  const start = inputDate(input.StartTime);
  const end = inputDate(input.EndTime);
  if (start && end && start > end) {
    throw new AwsError('InvalidTimeRangeException', 'The start time is after the end time.');
  }
  if (input.EventCategory !== undefined && input.EventCategory !== 'insight') {
    throw new AwsError('InvalidEventCategoryException', `${input.EventCategory} is not an event category.`);
  }
  if (input.EventCategory === 'insight') return { Events: [] };

  const from = Math.max(start?.getTime() ?? 0, now.getTime() - HistoryMs);
  const to = end?.getTime() ?? Number.POSITIVE_INFINITY;
  const events: Event[] = [];
  let before = input.NextToken === undefined ? sandbox.record.length : positionOf(input.NextToken);
  for (; before > 0 && events.length < size; before -= 1) {
    const record = sandbox.record[before - 1];
    if (!record || !isRecorded(record.call.service, record.call.operation)) continue;
    if (isDataEvent(record.call.service, record.call.operation)) continue;
    const time = new Date(`${record.at.slice(0, 19)}Z`).getTime();
    if (time < from || time > to) continue;
    for (const event of eventsOf(record, sandbox)) {
      if (event.recipientAccountId !== call.caller.accountId || event.awsRegion !== call.region) continue;
      if (attributes.every((attribute) => matches(event, attribute))) events.push(answer(event));
    }
  }
  return {
    Events: events,
    ...(before > 0 && { NextToken: Buffer.from(`before:${before}`).toString('base64url') }),
  };
}
