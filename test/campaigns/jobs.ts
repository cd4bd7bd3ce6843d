import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EndedJob } from '../end-to-end/service.ts';
import type { CampaignOrganization } from './organization.ts';
import type { PatientClient } from './patient-client.ts';

/** What a campaign asks for. */
export type Wanted = 'vend' | 'update' | 'destroy' | 'audit';

/** A job that somebody asked for. */
export interface Asked {
  readonly wanted: Wanted;
  /** Name of the account that it is about. */
  readonly name: string;
  /** The service's id of the account. */
  readonly account: string;
  readonly job: string;
}

interface ReadJob extends EndedJob {
  readonly approval: string | null;
  readonly endedAt: string | null;
}

/** Somebody who approves whatever rests: another than the one who asked. */
export async function approverOf(organization: CampaignOrganization): Promise<PatientClient> {
  const { key } = await organization.front.post<{ key: string }>('/v1/api-keys', {
    name: `approver-${randomUUID()}`,
    roles: ['read', 'approve'],
    days: 1,
  });
  return organization.client.as(key);
}

/** Asks for something to be done with an account. @param account the service's id; of no use for a vend. */
export async function ask(
  { client, front }: CampaignOrganization,
  wanted: Wanted,
  name: string,
  account = '',
): Promise<Asked> {
  type Answer = { job: { id: string }; account?: { id: string } };
  const answer = (path: string, body?: object) => client.post<Answer>(path, body);
  const sent = {
    vend: () =>
      answer('/v1/accounts', {
        name,
        email: `${name}@example.com`,
        organizationalUnitId: front.service.workloadsUnitId,
      }),
    update: () => answer(`/v1/accounts/${account}/deployments`, {}),
    destroy: () => answer(`/v1/stacks/${account}/jobs`, { action: 'destroy' }),
    audit: () => answer(`/v1/accounts/${account}/audits`),
  } satisfies Record<Wanted, () => Promise<Answer>>;
  const { job, account: vended } = await sent[wanted]();
  return { wanted, name, account: vended?.id ?? account, job: job.id };
}

/**
 * Waits until a job ends, and approves what it asks people for.
 * @param thinkMs how long each plan is looked at before.
 * @returns `undefined` when it has not ended in `atMostMs`.
 */
export async function endOf(
  { client }: Pick<CampaignOrganization, 'client'>,
  approver: PatientClient,
  job: string,
  atMostMs: number,
  thinkMs = 0,
): Promise<EndedJob | undefined> {
  const deadline = Date.now() + atMostMs;
  while (Date.now() < deadline) {
    const read = await client.get<ReadJob>(`/v1/jobs/${job}`);
    if (read.endedAt !== null) return read;
    // Who was answered by nobody may have been heard: what is decided already is read again.
    if (read.approval !== null) {
      await sleep(thinkMs);
      await approver
        .post(`/v1/jobs/${job}/approve`, { approval: read.approval, reason: 'looked at together' })
        .catch(() => {});
    }
    await sleep(300);
  }
  return undefined;
}
