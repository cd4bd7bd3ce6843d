import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accountsAlone, type RunningService, startService, temporaryFolder } from '../end-to-end/service.ts';
import { readState, stackFiles } from '../faults/states.ts';
import { type Vended, vend } from '../faults/vending.ts';

/** Accounts that an organization has before a round. */
export const preparedAccounts = ['kept', 'doomed'] as const;
export type PreparedAccount = (typeof preparedAccounts)[number];

/** Regions of the accounts when they are prepared, and those in which a round's jobs bring them up. */
export const regions = { before: ['us-east-1'], after: ['us-east-1', 'eu-west-1'] };

/** An organization in a folder: every round begins with a copy of it. */
export interface PreparedOrganization extends AsyncDisposable {
  readonly folder: string;
  /** The service's ids of the accounts. */
  readonly accounts: Readonly<Record<PreparedAccount, string>>;
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

/** Brings up an organization with two accounts, one of which may be destroyed, and stops it. */
export async function prepareOrganization(): Promise<PreparedOrganization> {
  const folder = await temporaryFolder();
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const running = await startService({ folder, environment: stackSettings(regions.before) });
    const accounts = await vendPrepared(running).finally(() => running.service.stop());
    await unprotect(folder, 'doomed');
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

async function vendPrepared(running: RunningService): Promise<Record<PreparedAccount, string>> {
  const asked = await Promise.all(preparedAccounts.map((name) => vend(running, name)));
  for (const { job } of asked) {
    const ended = await running.job(job.id);
    if (ended.state !== 'succeeded') throw new Error(`not prepared: ${ended.error?.message ?? ended.state}`);
  }
  const [kept, doomed] = asked as [Vended, Vended];
  await allowLosses(running, doomed.account.id);
  return { kept: kept.account.id, doomed: doomed.account.id };
}

/** File of the exceptions in the folder of an organization. */
export const exceptionsIn = (folder: string) => join(folder, 'trailguard.exceptions.yaml');

/** Names the losses that come with the end of an account's stack, as its owners would. */
async function allowLosses(running: RunningService, id: string): Promise<void> {
  const { accountId } = await running.get<{ accountId: string }>(`/v1/accounts/${id}`);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await writeFile(
    exceptionsIn(running.folder),
    `exceptions:
  - control: BLACKOUT
    scope:
      account: "${accountId}"
    reason: The account is given up.
    owner: platform-team@example.com
    ticket: PLAT-1
    from: ${day(-1)}
    until: ${day(60)}
    approver: security@example.com
`,
  );
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
