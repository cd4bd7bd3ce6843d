import { createHash } from 'node:crypto';
import type { CallRecord, SandboxContext } from '../../service.ts';
import { type DataEventResource, dataEventResource, isDataEvent } from './data-events.ts';
import { identityOf, type UserIdentity } from './identity.ts';
import { isReadOnly } from './read-only.ts';
import { requestParameters, responseElements } from './redact.ts';

/**
 * One record of a log file.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface CloudTrailEvent {
  readonly eventVersion: '1.11';
  readonly userIdentity: UserIdentity;
  /** To the second, as CloudTrail writes it. */
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestParameters: object | null;
  readonly responseElements: object | null;
  readonly requestID: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources?: readonly DataEventResource[];
  readonly eventType: 'AwsApiCall' | 'AwsServiceEvent';
  readonly managementEvent: boolean;
  readonly recipientAccountId: string;
  readonly sharedEventID?: string;
  readonly eventCategory: 'Management' | 'Data';
}

/**
 * Services with one endpoint for all regions: their events are in us-east-1.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const GlobalServices = ['account', 'cloudfront', 'iam', 'organizations', 'route53'];

/** Whether `IncludeGlobalServiceEvents` bears on a call. */
export function isGlobalServiceEvent(event: CloudTrailEvent): boolean {
  const service = event.eventSource.split('.')[0] ?? '';
  return GlobalServices.includes(service) || (service === 'sts' && event.awsRegion === 'us-east-1');
}

/** A stable UUID for an event: the same call always has the same one, whoever asks. */
function uuid(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function header(record: CallRecord, name: string): string | undefined {
  return record.call.request.headers[name];
}

/** Accounts that get an event of this call: the caller's and, for AssumeRole, that of the role too. */
function recipients(record: CallRecord): string[] {
  const { caller, service, operation, input } = record.call;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
  const role = service === 'sts' && operation.startsWith('AssumeRole') ? String(input.RoleArn ?? '') : '';
  const roleAccountId = /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(role)?.[1];
  // A refused call across accounts is known to the caller's account alone.
  const other = record.errorCode === undefined ? roleAccountId : undefined;
  return [...new Set([caller.accountId, ...(other === undefined ? [] : [other])])];
}

/** The events that CloudTrail makes of one call: one for each account concerned. */
export function eventsOf(record: CallRecord, sandbox: SandboxContext): CloudTrailEvent[] {
  const { call } = record;
  const accounts = recipients(record);
  const readOnly = isReadOnly(call.service, call.operation);
  const data = isDataEvent(call.service, call.operation);
  const resource = dataEventResource(call);
  const service = call.caller.servicePrincipal;
  return accounts.map(
    (recipientAccountId): CloudTrailEvent => ({
      eventVersion: '1.11',
      userIdentity: identityOf(record, sandbox),
      eventTime: `${record.at.slice(0, 19)}Z`,
      eventSource: `${call.service}.amazonaws.com`,
      eventName: call.operation,
      awsRegion: GlobalServices.includes(call.service) ? 'us-east-1' : call.region,
      sourceIPAddress: service ?? '127.0.0.1',
      userAgent: service ?? header(record, 'user-agent') ?? '',
      ...(record.errorCode !== undefined && { errorCode: record.errorCode }),
      ...(record.errorMessage !== undefined && { errorMessage: record.errorMessage }),
      requestParameters: requestParameters(call),
      responseElements: readOnly && call.service !== 'sts' ? null : responseElements(record),
      requestID: call.id,
      eventID: uuid(call.id, recipientAccountId),
      readOnly,
      ...(resource && { resources: [resource] }),
      eventType: 'AwsApiCall',
      managementEvent: !data,
      recipientAccountId,
      ...(accounts.length > 1 && { sharedEventID: uuid(call.id) }),
      eventCategory: data ? 'Data' : 'Management',
    }),
  );
}
