import { type HourState, hourStates } from '@trailguard/audit/integrity';
import { EventBase, type TimeRange } from './event-base.ts';
import type { GatheredLogs } from './gather-logs.ts';
import type { InvestigatedLogs, Investigation, QuestionAnswer } from './investigation.ts';
import type { Question } from './question.ts';

export interface InvestigateOptions extends TimeRange {
  readonly asOf: Date;
  readonly questions: readonly Question[];
  /** From when on something counts as new. Default: the middle of the range. */
  readonly newSince?: Date;
  /** Denied calls within five minutes that make a burst. Default: 10. */
  readonly burst?: number;
  /** Resources to tell the timelines of: without one, a question that is about one has no answer. */
  readonly resources?: readonly string[];
  /** Rows of an answer, at most. Default: 1,000. */
  readonly most?: number;
  /** Folder for what does not fit into memory. */
  readonly folder: string;
}

/** Faults that a report has. */
const mostFaults = 100;

/** Asks questions of log files. What could not be read or proved is in the report. */
export async function investigate(logs: GatheredLogs, options: InvestigateOptions): Promise<Investigation> {
  const { from, to, asOf, questions, burst = 10, resources = [], most = 1_000, folder } = options;
  const { newSince = new Date((from.getTime() + to.getTime()) / 2) } = options;
  const asked = questions.filter((question) => resources.length > 0 || !isOfResource(question));
  await using base = await EventBase.open({ from, to }, { questions: asked, folder });
  await base.load(logs.files);
  const answers: QuestionAnswer[] = [];
  for (const question of asked) {
    const { name, title, about } = question;
    for (const resource of isOfResource(question) ? resources : [undefined]) {
      const answer = await base.ask(question, { newSince, burst, resource: resource ?? '' }, most);
      answers.push({
        question: name,
        title,
        about,
        ...(resource === undefined ? {} : { resource }),
        ...fresh(answer),
      });
    }
  }
  return {
    schema: 'trailguard.investigation/1',
    from: from.toISOString(),
    to: to.toISOString(),
    asOf: asOf.toISOString(),
    newSince: newSince.toISOString(),
    logs: await knownOf(logs, base),
    answers,
  };
}

const isOfResource = ({ values }: Question) => values?.includes('resource') === true;

const fresh = ({ rows, rowCount, plot }: Awaited<ReturnType<EventBase['ask']>>) => ({
  rows: [...rows],
  rowCount,
  plot: [...plot],
});

async function knownOf({ files, unread, places }: GatheredLogs, base: EventBase): Promise<InvestigatedLogs> {
  const faults = places?.flatMap((place) => place.faults) ?? [];
  return {
    verified: places !== null,
    files: files.length,
    bytes: base.bytes,
    events: await base.count(),
    unread: [...unread, ...base.unread],
    hours: places === null ? null : hoursOf(places.flatMap(({ hours }) => hours)),
    faultCount: places?.reduce((sum, { faultCount }) => sum + faultCount, 0) ?? 0,
    faults: faults.slice(0, mostFaults),
  };
}

function hoursOf(hours: readonly HourState[]): Record<HourState, number> {
  const counts = Object.fromEntries(hourStates.map((state) => [state, 0])) as Record<HourState, number>;
  for (const state of hours) counts[state] += 1;
  return counts;
}

/** Whether all of the logs that were asked for were proven and read. */
export function isComplete({ logs }: Investigation): boolean {
  const { hours, unread, verified } = logs;
  if (unread.length > 0) return false;
  return (
    !verified ||
    (['tampered', 'missing', 'unreferenced', 'unknown'] as const).every((state) => hours?.[state] === 0)
  );
}
