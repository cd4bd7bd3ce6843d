import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accountsAlone, type RunningService, startService, temporaryFolder } from '../end-to-end/service.ts';
import { readState, stackFiles } from '../faults/states.ts';
import { vend } from '../faults/vending.ts';

/** An account that an organization has before a round. */
export interface PreparedAccount {
  readonly name: string;
  /** The service's id of it. */
  readonly id: string;
}

/** Accounts by what may become of them: those that are doomed may be destroyed. */
const fates = ['kept', 'doomed'] as const;
type Fate = (typeof fates)[number];

/** Regions of the accounts when they are prepared, and those in which a round's jobs bring them up. */
export const regions = { before: ['us-east-1'], after: ['us-east-1', 'eu-west-1'] };

/** An organization in a folder: every round begins with a copy of it. */
export interface PreparedOrganization extends AsyncDisposable {
  readonly folder: string;
  readonly accounts: Readonly<Record<Fate, readonly [PreparedAccount, ...PreparedAccount[]]>>;
  /** Copies it to a folder of its own. */
  copy(): Promise<string>;
}

/**
 * Settings of the stacks, as small as they can be with all kinds of resources in them: accounts without AWS Config, whose
 * bucket would need the stacks of the organization.
 */
export function stackSettings(of: readonly string[]): { TRAILGUARD_STACK_SETTINGS: string } {
  return {
    TRAILGUARD_STACK_SETTINGS: JSON.stringify({
      ...JSON.parse(accountsAlone.TRAILGUARD_STACK_SETTINGS),
      regions: of,
    }),
  };
}

/** Brings up an organization with so many accounts of each fate, and stops it. */
export async function prepareOrganization(
  counts: Readonly<Record<Fate, number>> = { kept: 1, doomed: 1 },
): Promise<PreparedOrganization> {
  const folder = await temporaryFolder();
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const running = await startService({
      folder,
      regions: regions.after,
      environment: stackSettings(regions.before),
    });
    const accounts = await vendPrepared(running, counts).finally(() => running.service.stop());
    for (const { name } of accounts.doomed) await unprotect(folder, name);
    return {
      folder,
      accounts,
      async copy() {
        const copied = await temporaryFolder();
        // Owners and modes too: the database's files belong to a user of its own.
        await promisify(execFile)('cp', ['-a', '--reflink=auto', `${folder}/.`, copied]);
        return copied;
      },
      [Symbol.asyncDispose]: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function vendPrepared(
  running: RunningService,
  counts: Readonly<Record<Fate, number>>,
): Promise<PreparedOrganization['accounts']> {
  const vendAll = (fate: Fate) =>
    Promise.all(
      Array.from({ length: counts[fate] }, async (_, number) => {
        const name = `${fate}-${number + 1}`;
        const { job, account } = await vend(running, name);
        const ended = await running.job(job.id);
        if (ended.state !== 'succeeded')
          throw new Error(`not prepared: ${ended.error?.message ?? ended.state}`);
        return { name, id: account.id };
      }),
    ) as Promise<[PreparedAccount, ...PreparedAccount[]]>;
  const [kept, doomed] = await Promise.all([vendAll('kept'), vendAll('doomed')]);
  await allowLosses(running, doomed);
  return { kept, doomed };
}

/** File of the exceptions in the folder of an organization. */
export const exceptionsIn = (folder: string) => join(folder, 'trailguard.exceptions.yaml');

/** Names the losses that come with the end of accounts' stacks, as their owners would. */
async function allowLosses(running: RunningService, doomed: readonly PreparedAccount[]): Promise<void> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const exceptions = await Promise.all(
    doomed.map(async ({ id }) => {
      const { accountId } = await running.get<{ accountId: string }>(`/v1/accounts/${id}`);
      return `  - control: BLACKOUT
    scope:
      account: "${accountId}"
    reason: The account is given up.
    owner: platform-team@example.com
    ticket: PLAT-1
    from: ${day(-1)}
    until: ${day(60)}
    approver: security@example.com
`;
    }),
  );
  await writeFile(exceptionsIn(running.folder), `exceptions:\n${exceptions.join('')}`);
}

/** Takes the protection off an account in its stack's state, as `pulumi state unprotect` does: nothing protected is destroyed. */
async function unprotect(folder: string, name: string): Promise<void> {
  const file = await stackFileOf(folder, name);
  const text = await readFile(file, 'utf8');
  const saved = JSON.parse(text) as { checkpoint: { latest: { resources: { protect?: boolean }[] } } };
  for (const resource of saved.checkpoint.latest.resources) delete resource.protect;
  await writeFile(file, JSON.stringify(saved));
}

/** The file of an account's stack. @throws Error when the account has none. */
export async function stackFileOf(folder: string, name: string): Promise<string> {
  const files = await stackFiles(folder);
  const [, file] =
    Object.entries(files).find(([stack]) => stack.startsWith(`trailguard-account/${name}-`)) ?? [];
  if (file === undefined) throw new Error(`there is no stack of ${name}`);
  return file;
}

/** The saved state of an account's stack. */
export const stateOf = async (folder: string, name: string) => readState(await stackFileOf(folder, name));
