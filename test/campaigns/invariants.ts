import { hash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import type { Client } from 'pg';
import type { EndedJob } from '../end-to-end/service.ts';
import { partOf } from '../faults/processes.ts';
import { inDoubt, isInAws, readState, stackFiles } from '../faults/states.ts';
import { organizations } from '../faults/vending.ts';
import { existing, recorded } from './inventory.ts';
import type { Asked } from './jobs.ts';
import { type CampaignOrganization, withDatabase } from './organization.ts';
import { regions, stateOf } from './prepared-organization.ts';

/** A job that has ended, or `undefined` where it did not. */
export interface Outcome {
  readonly asked: Asked;
  readonly ended: EndedJob | undefined;
}

/** What must hold once all is quiet, whatever happened before. Each that does not is a line. */
export async function violationsOf(
  organization: CampaignOrganization,
  outcomes: readonly Outcome[],
): Promise<string[]> {
  const found = await Promise.all([
    jobsWithoutEnd(outcomes),
    accountsBesideRequests(organization, outcomes),
    leftInStates(organization),
    stillThere(() => leftProcesses(organization)),
    stillThere(() => leftFolders(organization)),
    withDatabase(organization.databaseUrl, (database) => stillThere(() => openInDatabase(database))),
    brokenRecord(organization, outcomes),
    ...outcomes.map((outcome) => wrongSuccess(organization, outcome)),
  ]);
  return found.flat();
}

/** Codes that tell nobody what to do, and those that leave to people what a restart must settle. */
const insufficient = ['INTERNAL', 'STACK_LOCKED', 'UNRESOLVED_CREATE'];

/** Each job has ended, and one that failed names its reason. */
async function jobsWithoutEnd(outcomes: readonly Outcome[]): Promise<string[]> {
  return outcomes.flatMap(({ asked, ended }) => {
    const what = `${asked.wanted} of ${asked.name} (job ${asked.job})`;
    if (ended === undefined) return [`${what} is stuck`];
    if (ended.state === 'succeeded') return ended.error === null ? [] : [`${what} succeeded with an error`];
    if (ended.error === null) return [`${what} ended as ${ended.state} without a reason`];
    if (insufficient.includes(ended.error.code)) return [`${what} ended so: ${ended.error.message}`];
    return [];
  });
}

/** Each address has one account, which is the one that the service knows, and nobody asked for no account. */
async function accountsBesideRequests(
  { front, accounts: { kept, doomed } }: CampaignOrganization,
  outcomes: readonly Outcome[],
): Promise<string[]> {
  const client = organizations(front);
  const { Accounts = [] } = await client.send(new ListAccountsCommand({})).finally(() => client.destroy());
  const before = ['management', 'log-archive', 'security', ...[...kept, ...doomed].map(({ name }) => name)];
  const names = new Set([...before, ...outcomes.map(({ asked }) => asked.name)]);
  const strange = Accounts.filter(({ Name }) => !names.has(Name ?? '')).map(
    ({ Id }) => `account ${Id} is one that nobody asked for`,
  );
  const vends = outcomes.filter(({ asked }) => asked.wanted === 'vend');
  const wrong = await Promise.all(
    vends.map(async ({ asked, ended }) => {
      const made = Accounts.filter(({ Email }) => Email === `${asked.name}@example.com`).map(({ Id }) => Id);
      const { accountId } = await front.get<{ accountId: string | null }>(`/v1/accounts/${asked.account}`);
      const expected = ended?.state === 'succeeded' || accountId !== null ? [accountId] : [];
      const isRight = made.length <= 1 && (expected.length === 0 || made[0] === expected[0]);
      return isRight
        ? []
        : [`${asked.name} has the accounts ${made.join()}, and the service knows ${accountId}`];
    }),
  );
  return [...strange, ...wrong.flat()];
}

/** No state has a pending operation or a resource of which something is not known, and no stack a lock. */
async function leftInStates({ folder }: CampaignOrganization): Promise<string[]> {
  const files = await stackFiles(folder);
  const pending = await Promise.all(
    Object.entries(files).map(async ([stack, file]) =>
      inDoubt(await readState(file)).map((urn) => `${stack} has a resource in doubt: ${urn}`),
    ),
  );
  const locks = await readdir(join(folder, 'pulumi/.pulumi/locks'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return [
    ...pending.flat(),
    ...locks.filter((entry) => entry.isFile()).map(({ parentPath }) => `a lock is left in ${parentPath}`),
  ];
}

/** What a job started has ended with it. */
async function leftProcesses({ folder }: CampaignOrganization): Promise<string[]> {
  const parts = ['job', 'provider', 'policyPack'] as const;
  const found = await Promise.all(parts.map((part) => partOf(folder, part)));
  return found.flat().map(({ pid, command }) => `process ${pid} is left: ${command}`);
}

/** How long what ends with a job may take after it, milliseconds: its process, its place in the queue, its folder. */
const CalmMilliseconds = 30_000;

/** What is still there once all has had its time to go. */
async function stillThere(look: () => Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + CalmMilliseconds;
  for (;;) {
    const left = await look();
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(500);
  }
}

/** States pass through a job's folder: it goes with the job. */
async function leftFolders({ folder, replicas }: CampaignOrganization): Promise<string[]> {
  const works = replicas.map((_replica, number) => join(folder, `work-${number}`, 'jobs'));
  const found = await Promise.all(
    works.map(async (work) => (await readdir(work).catch(() => [])).map((job) => join(work, job))),
  );
  return found.flat().map((path) => `the folder of a job is left: ${path}`);
}

/** Nothing is open in the queue, in the jobs or in the audits, and the events of each job count on without a gap to its end. */
async function openInDatabase(database: Client): Promise<string[]> {
  const asked: readonly [string, string][] = [
    [
      'the queue still has a job',
      `SELECT name || ' ' || id AS what FROM queue.job
       WHERE state::text IN ('created', 'retry', 'active') AND name IN ('jobs', 'given-up-jobs')`,
    ],
    ['a job is open', `SELECT kind || ' ' || id AS what FROM jobs WHERE ended_at IS NULL`],
    [
      'an audit is open',
      `SELECT audits.id::text AS what FROM audits JOIN jobs ON jobs.id = job
       WHERE audits.state IN ('queued', 'running') AND jobs.ended_at IS NOT NULL`,
    ],
    [
      'the events of a job have a gap or no end',
      `SELECT jobs.id || ': ' || count(seq) || ' of ' || last_event AS what
       FROM jobs LEFT JOIN job_events ON job = jobs.id AND seq <= last_event WHERE ended_at IS NOT NULL
       GROUP BY jobs.id HAVING count(seq) <> last_event OR count(*) FILTER (WHERE type = 'ended') <> 1`,
    ],
  ];
  const found: string[] = [];
  for (const [fault, query] of asked) {
    const { rows } = await database.query<{ what: string }>(query);
    found.push(...rows.map(({ what }) => `${fault}: ${what}`));
  }
  return found;
}

/** The record of acts is whole, and has every request that was answered and every end of a job. */
async function brokenRecord(
  { front }: CampaignOrganization,
  outcomes: readonly Outcome[],
): Promise<string[]> {
  const head = await front.get<{ hash: string }>('/v1/acts/head');
  const response = await fetch(`${front.service.url}/v1/acts/export`, {
    headers: { authorization: `Bearer ${front.service.apiKey}` },
  });
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  const acts = lines.map((line) => JSON.parse(line) as ActLine);
  const missing = outcomes.flatMap(({ asked, ended }) => {
    const ofJob = acts.filter(({ on }) => on.job === asked.job);
    const what = `the record of acts lacks`;
    return [
      ...(ofJob.some(({ outcome }) => outcome === 'done')
        ? []
        : [`${what} the request for job ${asked.job}`]),
      ...(ended === undefined || ofJob.length > 1 ? [] : [`${what} the end of job ${asked.job}`]),
    ];
  });
  return [...brokenLinks(lines, acts, head.hash), ...missing];
}

interface ActLine {
  readonly sequence: number;
  readonly previous: string | null;
  readonly outcome: string;
  readonly on: Readonly<Record<string, string | null>>;
}

/** Lines that do not hold the number and the hash of the line before. Counted anew here, past the service's own verifier. */
export function brokenLinks(
  lines: readonly string[],
  acts: readonly Pick<ActLine, 'sequence' | 'previous'>[],
  head: string,
): string[] {
  const hashes = lines.map((line) => hash('sha256', line));
  const broken = acts.flatMap(({ sequence, previous }, index) =>
    sequence === index + 1 && previous === (hashes[index - 1] ?? null)
      ? []
      : [`line ${index + 1} of the record of acts does not follow the one before`],
  );
  return hashes.at(-1) === head ? broken : [...broken, 'the record of acts does not end where it says'];
}

/** A job that says that it succeeded has done what it was asked: its state says so, and so does AWS. */
async function wrongSuccess(
  organization: CampaignOrganization,
  { asked, ended }: Outcome,
): Promise<string[]> {
  if (ended?.state !== 'succeeded') return [];
  const { front, folder } = organization;
  const { accountId, state } = await front.get<{ accountId: string; state: string }>(
    `/v1/accounts/${asked.account}`,
  );
  const what = `${asked.wanted} of ${asked.name} succeeded, but`;
  if (asked.wanted === 'audit' || asked.wanted === 'vend') {
    const audit = await front
      .get<{ state: string; report: unknown }>(`/v1/audits/${ended.result?.audit}`)
      .catch(() => undefined);
    if (audit?.report == null || !['complete', 'partial'].includes(audit.state))
      return [`${what} there is no report`];
  }
  if (asked.wanted === 'audit') return [];
  const { resources } = await stateOf(folder, asked.name);
  const inState = recorded(resources);
  const inAws = await existing(front.service.sandbox, accountId, regions.after);
  const found = [
    ...inState.filter((line) => !inAws.includes(line)).map((line) => `${what} AWS lacks ${line}`),
    ...inAws.filter((line) => !inState.includes(line)).map((line) => `${what} no state knows ${line}`),
  ];
  if (asked.wanted === 'destroy')
    return [...found, ...resources.filter(isInAws).map(({ urn }) => `${what} the state has ${urn}`)];
  if (state !== 'ready') found.push(`${what} the account is ${state}`);
  // What its Region twin has, each Region has.
  for (const region of regions.after)
    if (!inState.some((line) => line.includes(` ${region}`))) found.push(`${what} ${region} has nothing`);
  return found;
}
