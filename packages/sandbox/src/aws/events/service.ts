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
import { beginSchedule, runSchedule, type ScheduledRun, scheduleTask } from './scheduled-rules.ts';
import { nextTime } from './schedule-expression.ts';

/** Targets of one rule: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const mostTargets = 5;

/**
 * EventBridge: moto keeps buses, rules and targets; here events are matched and brought to their targets, each of which
 * asks its policy, calls that a trail logs are events, and schedules run by the sandbox's clock.
 */
export function eventsService(moto: MotoCalls, buses: Buses): Service {
  return {
    name: 'events',
    operations: {
      ...busPolicyOperations(moto),
      PutEvents: putEvents,
      PutRule: async (call, sandbox) => {
        const { EventPattern: pattern, ScheduleExpression: schedule } = call.input as Record<
          'EventPattern' | 'ScheduleExpression',
          string | undefined
        >;
        if (pattern !== undefined) parsePattern(pattern);
        if (schedule !== undefined) nextTime(schedule, sandbox.clock.now());
        const answer = await moto.forward(call);
        if (schedule !== undefined) beginSchedule(call, sandbox, schedule);
        return answer;
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
      [scheduleTask]: (run: ScheduledRun, sandbox: SandboxContext) => runSchedule(buses, run, sandbox),
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
