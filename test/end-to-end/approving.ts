import type { EndedJob, RunningService } from './service.ts';

/** A plan that waits for people. */
export interface Waiting {
  readonly id: string;
  readonly stack: string;
  readonly state: string;
  readonly reasons: readonly string[];
  readonly binding: Readonly<Record<string, string>>;
  readonly plan: { readonly changes: Readonly<Record<string, number>> };
}

/** Somebody else than the one whose key the service printed at its start. */
export interface Colleague {
  /** Approves the plan that a job rests with, and returns how the job ends. */
  approve(job: EndedJob): Promise<EndedJob>;
}

/** Makes a key for a colleague who may approve. */
export async function colleagueOf(running: RunningService): Promise<Colleague> {
  const { key } = await running.post<{ key: string }>('/v1/api-keys', {
    name: 'colleague',
    roles: ['read', 'approve'],
    days: 1,
  });
  return {
    async approve({ id }) {
      const { approval } = await running.get<{ approval: string }>(`/v1/jobs/${id}`);
      const response = await fetch(`${running.service.url}/v1/jobs/${id}/approve`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ approval, reason: 'looked at together' }),
      });
      if (!response.ok) throw new Error(`approve: ${response.status} ${await response.text()}`);
      return running.job(id);
    },
  };
}

/** Waits until a job rests, and reads the plan that it rests with. @throws Error when it ends without resting. */
export async function restingOf(running: RunningService, jobId: string): Promise<Waiting> {
  for (;;) {
    const job = await running.get<{ state: string; approval: string | null; error: unknown }>(
      `/v1/jobs/${jobId}`,
    );
    if (job.approval !== null) return running.get<Waiting>(`/v1/approvals/${job.approval}`);
    if (!['queued', 'running'].includes(job.state))
      throw new Error(`job ${jobId} ended as ${job.state}: ${JSON.stringify(job.error)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
