import { randomUUID } from 'node:crypto';
import type { RunningService } from '../../end-to-end/service.ts';
import { emailOf, type Vended } from '../../faults/vending.ts';

/** Requests for accounts that came all at once. */
export interface Vends {
  /** Ids of the jobs, one an account, in the order of the requests. */
  readonly jobs: readonly string[];
  /** Milliseconds from the first request to the last answer. */
  readonly ms: number;
  /** What was not as it must be. */
  readonly violations: readonly string[];
}

/** Asks for many accounts at once, for each twice: a client that was impatient sends its request again under the same key. */
export async function vendAtOnce({ service }: RunningService, count: number): Promise<Vends> {
  const began = performance.now();
  const answers = await Promise.all(
    Array.from({ length: count }, async (_, number) => {
      const name = `load-${number}`;
      const key = randomUUID();
      const ask = async () => {
        for (;;) {
          const response = await fetch(`${service.url}/v1/accounts`, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${service.apiKey}`,
              'content-type': 'application/json',
              'idempotency-key': key,
            },
            body: JSON.stringify({
              name,
              email: emailOf(name),
              organizationalUnitId: service.workloadsUnitId,
            }),
          });
          const text = await response.text();
          if (response.ok) return (JSON.parse(text) as Vended).job.id;
          // The first of the two is still being answered.
          if (!text.includes('IDEMPOTENCY_KEY_IN_USE')) throw new Error(`${response.status} ${text}`);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      };
      return Promise.all([ask(), ask()]);
    }),
  );
  const ms = Math.round(performance.now() - began);
  const jobs = answers.map(([first]) => first);
  const doubled = answers.filter(([first, second]) => first !== second).length;
  return {
    jobs,
    ms,
    violations: [
      ...(doubled > 0 ? [`${doubled} requests were answered by two jobs`] : []),
      ...(new Set(jobs).size === count ? [] : [`${count} requests have ${new Set(jobs).size} jobs`]),
    ],
  };
}

/** Watches how many jobs run at once until it is told to stop. */
export function watchRunning(running: RunningService): { stop(): Promise<number> } {
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { items } = await running.get<{ items: unknown[] }>('/v1/jobs?state=running&limit=100');
      most = Math.max(most, items.length);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return most;
  })();
  return {
    stop() {
      isOver = true;
      return watching;
    },
  };
}
