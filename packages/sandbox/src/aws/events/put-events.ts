import { randomUUID } from 'node:crypto';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';
import { arrivalTask, newEvent } from './event.ts';

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  readonly Time?: string | Date;
}

/** Entries of one call: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const mostEntries = 10;

/** Puts events of an account's own on buses; faults are told for each entry. */
export function putEvents(call: Call, sandbox: SandboxContext): object {
  const { Entries: entries = [] } = call.input as { Entries?: Entry[] };
  if (entries.length < 1 || entries.length > mostEntries) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length from 1 to ${mostEntries}`,
    );
  }
  const results = entries.map((entry) => putEvent(entry, call, sandbox));
  return {
    FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
    Entries: results,
  };
}

function putEvent(entry: Entry, call: Call, sandbox: SandboxContext): Record<string, string> {
  const { Source: source, DetailType: detailType, Detail: detail, EventBusName: bus = 'default' } = entry;
  const fault = faultOf(entry);
  if (fault) return fault;
  const arn = /^arn:[^:]+:events:([^:]*):(\d{12}):event-bus\/(.+)$/.exec(bus);
  const event = newEvent(
    {
      accountId: call.caller.accountId,
      region: call.region,
      source: source ?? '',
      detailType: detailType ?? '',
      resources: entry.Resources ?? [],
      detail: JSON.parse(detail ?? '{}') as object,
    },
    entry.Time === undefined ? sandbox.clock.now() : new Date(entry.Time),
    randomUUID(),
  );
  sandbox.schedule(sandbox.clock.now(), arrivalTask, {
    event,
    place: {
      accountId: arn?.[2] ?? call.caller.accountId,
      region: arn?.[1] ?? call.region,
      bus: arn?.[3] ?? bus,
    },
  });
  return { EventId: event.id };
}

function faultOf({
  Source: source,
  DetailType: type,
  Detail: detail,
}: Entry): Record<string, string> | undefined {
  const missing = Object.entries({ Source: source, DetailType: type, Detail: detail }).find(
    ([, value]) => !value,
  );
  if (missing) {
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing[0]} is not valid. Reason: ${missing[0]} is a required argument.`,
    };
  }
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html: `aws.` is for AWS services.
  if (source?.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  try {
    const content: unknown = JSON.parse(detail ?? '');
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return undefined;
  } catch {
    // Told below.
  }
  return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}
