/** A service on a sandbox that is asked for the organization's stacks again and again: when does Pulumi say its first word? */
import { type RunningService, startService } from '../../end-to-end/service.ts';
import { answerBench } from '../harness/processes.ts';

/** Milliseconds from the request to the first event of Pulumi's engine at a listener, job by job. */
export type FirstPulumiEvents = readonly number[];

/** The first job compiles what the later ones load: a service that has run before has done so. */
const WarmUps = 1;
const Jobs = 5;

answerBench(
  async (): Promise<FirstPulumiEvents> => {
    await using running = await startService();
    const found: number[] = [];
    for (let nth = 0; nth < WarmUps + Jobs; nth++) found.push(await firstPulumiEvent(running));
    return found.slice(WarmUps);
  },
  () => process.exit(0),
);

/** Asks for the organization's stacks, waits for the first planned resource, and cancels: nothing is applied. */
async function firstPulumiEvent(running: RunningService): Promise<number> {
  const begun = performance.now();
  const { job } = await running.post<{ job: { id: string } }>('/v1/organization/deployments');
  await heard(running, job.id, 'plan');
  const after = performance.now() - begun;
  await running.post(`/v1/jobs/${job.id}/cancel`);
  await running.job(job.id);
  return after;
}

async function heard({ service }: RunningService, jobId: string, type: string): Promise<void> {
  const response = await fetch(`${service.url}/v1/jobs/${jobId}/events`, {
    headers: { authorization: `Bearer ${service.apiKey}`, accept: 'text/event-stream' },
  });
  let text = '';
  for await (const part of response.body ?? []) {
    text += Buffer.from(part).toString();
    if (text.includes(`event: ${type}\n`)) return;
  }
  throw new Error(`the job ended without an event ${type}: ${text.slice(-2000)}`);
}
