import type { MotoCalls } from '../../gateway/moto-calls.ts';
import { isRead } from '../../gateway/operations.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { announceCall } from './api-calls.ts';
import { type Arrival, arrive } from './arrive.ts';
import { busPolicyOperations } from './bus-policy.ts';
import type { Buses } from './buses.ts';
import { arrivalTask } from './event.ts';
import { matchesPattern, parsePattern } from './pattern.ts';
import { putEvents } from './put-events.ts';

/** Targets of one rule: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const mostTargets = 5;

/**
 * EventBridge: moto keeps buses, rules and targets; here events are matched and brought to their targets, each of which
 * asks its policy, and calls that a trail logs are events.
 */
export function eventsService(moto: MotoCalls, buses: Buses): Service {
  return {
    name: 'events',
    operations: {
      ...busPolicyOperations(moto),
      PutEvents: putEvents,
      PutRule: (call) => {
        const { EventPattern: pattern } = call.input as { EventPattern?: string };
        if (pattern !== undefined) parsePattern(pattern);
        return moto.forward(call);
      },
      PutTargets: async (call) => {
        await requireRoom(call, moto);
        return moto.forward(call);
      },
      TestEventPattern: (call) => {
        const { EventPattern: pattern = '', Event: event = '' } = call.input as Record<string, string>;
        return { Result: matchesPattern(parsePattern(pattern), eventFrom(event)) };
      },
    },
    observe: async (record, sandbox) => {
      if (record.call.service === 'events' && !isRead(record.call.operation)) buses.forget();
      await announceCall(buses, record, sandbox);
    },
    tasks: {
      [arrivalTask]: (arrival: Arrival, sandbox: SandboxContext) => arrive(buses, arrival, sandbox),
    },
  };
}

async function requireRoom(call: Call, moto: MotoCalls): Promise<void> {
  const {
    Rule,
    EventBusName,
    Targets: added = [],
  } = call.input as { Rule?: string; EventBusName?: string; Targets?: { Id?: string }[] };
  const { Targets: present = [] } = (await moto.call(
    call.caller.accountId,
    call.region,
    'events',
    'ListTargetsByRule',
    { Rule, ...(EventBusName === undefined ? {} : { EventBusName }) },
  )) as { Targets?: { Id?: string }[] };
  const ids = new Set([...present, ...added].map(({ Id }) => Id));
  if (ids.size > mostTargets) {
    throw new AwsError(
      'LimitExceededException',
      'The requested resource exceeds the maximum number allowed.',
    );
  }
}

function eventFrom(text: string): Record<string, unknown> {
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event === 'object' && event !== null) return event as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new AwsError('ValidationException', 'Parameter Event is not valid.');
}
