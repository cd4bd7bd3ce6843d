import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import type { Buses } from './buses.ts';
import { newEvent } from './event.ts';
import { nextTime } from './schedule-expression.ts';
import { sendToTarget } from './targets.ts';

/** Name of the task that begins a scheduled rule, for `SandboxContext.schedule`. */
export const scheduleTask = 'events:schedule';

/** The next run of a rule; of another time or expression than the rule's last, it is none any more. */
export interface ScheduledRun {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly expression: string;
  readonly at: string;
}

/** The run that each rule waits for, by account, region and name: only the default bus has schedules. */
const runsOf = (sandbox: SandboxContext) =>
  sandbox.state<Record<string, ScheduledRun>>('event-schedules', () => ({}));
const placeOf = ({ accountId, region, name }: Omit<ScheduledRun, 'expression' | 'at'>) =>
  `${accountId}/${region}/${name}`;

/** Has a rule that was put run by its schedule. One that was put again as it was keeps its time. */
export function beginSchedule(
  { caller, region, input }: Call,
  sandbox: SandboxContext,
  expression: string,
): void {
  const rule = { accountId: caller.accountId, region, name: String(input.Name) };
  if (runsOf(sandbox)[placeOf(rule)]?.expression !== expression) wait(sandbox, { ...rule, expression });
}

/** Brings the event of a schedule to the rule's targets, and waits for its next time. */
export async function runSchedule(buses: Buses, run: ScheduledRun, sandbox: SandboxContext): Promise<void> {
  const { accountId, region, name, expression, at } = run;
  const runs = runsOf(sandbox);
  const waiting = runs[placeOf(run)];
  if (waiting?.at !== at || waiting.expression !== expression) return;
  const place = { accountId, region, bus: 'default' };
  const rules = await buses.allRules(accountId, region, place.bus);
  const rule = rules.find((one) => one.name === name);
  if (rule?.schedule !== expression) {
    delete runs[placeOf(run)];
    return;
  }
  const event = newEvent(
    {
      accountId,
      region,
      source: 'aws.events',
      detailType: 'Scheduled Event',
      resources: [rule.arn],
      detail: {},
    },
    new Date(at),
  );
  if (rule.state !== 'DISABLED')
    for (const target of rule.targets) await sendToTarget(sandbox, { event, place }, rule, target);
  wait(sandbox, run);
}

function wait(sandbox: SandboxContext, rule: Omit<ScheduledRun, 'at'>): void {
  const { accountId, region, name, expression } = rule;
  const next = nextTime(expression, sandbox.clock.now());
  if (next === undefined) {
    delete runsOf(sandbox)[placeOf(rule)];
    return;
  }
  const run: ScheduledRun = { accountId, region, name, expression, at: next.toISOString() };
  runsOf(sandbox)[placeOf(rule)] = run;
  sandbox.schedule(next, scheduleTask, run);
}
