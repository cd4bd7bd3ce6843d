import { setTimeout as sleep } from 'node:timers/promises';
import {
  AccountAlreadyClosedException,
  CloseAccountCommand,
  ConstraintViolationException,
  DescribeAccountCommand,
  ListParentsCommand,
  OrganizationsClient,
  paginateListDelegatedAdministrators,
} from '@aws-sdk/client-organizations';
import { clientOptions } from '@trailguard/existing/clients';
import { updateAccount } from '../store/accounts.ts';
import { requireApproval } from './approval.ts';
import { digest } from './binding.ts';
import type { JobContext } from './context.ts';
import { credentialsOf, openSession } from './credentials.ts';
import { JobFailure } from './failure.ts';
import { programDigest } from './programs.ts';
import { accountOf, quarantineUnit } from './provision-account.ts';

/** AWS takes minutes to close an account; a job waits this long for it, milliseconds. */
const PatienceMilliseconds = 30 * 60_000;

/** How often to look whether it is closed, milliseconds. */
const LookMilliseconds = 5_000;

/**
 * Closes an account that is in quarantine, always by approval: after 90 days AWS deletes all that is in it.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_close.html
 */
export async function closeAccountJob(context: JobContext): Promise<Record<string, unknown>> {
  const { db } = context;
  const account = await accountOf(context);
  if (account.accountId === null) throw new Error(`account ${account.id} was never made`);
  const { accountId } = account;
  await context.step('check account');
  const status = await statusOf(context, accountId);
  // Whoever asked before, or an attempt that died, has closed it: it is waited for.
  if (status === 'ACTIVE') {
    const parent = await refuseUnfit(context, accountId);
    await requireApproval(context, await closurePlan(accountId, { status, parent }));
    await context.step('close account');
    await close(context, accountId);
  }
  await context.step('await closure');
  await awaitClosure(context, accountId);
  await updateAccount(db, account.id, { state: 'closed' });
  return { accountId };
}

async function closurePlan(accountId: string, facts: Record<string, string>) {
  const nothing = digest([]);
  return {
    stack: `account ${accountId}`,
    binding: {
      program: await programDigest(),
      configuration: nothing,
      state: digest(facts),
      exceptions: nothing,
      plan: digest({ close: accountId }),
      policies: nothing,
      blackouts: nothing,
    },
    changes: { close: 1 },
    blackouts: [],
    advice: [],
    isIrreversible: true,
  };
}

/** What AWS says of an account, such as `ACTIVE`. Its field `Status` gives way to `State`, which not every endpoint tells yet. */
async function statusOf(context: JobContext, accountId: string): Promise<string> {
  const { Account } = await ask(context, 'preview', (client) =>
    client.send(new DescribeAccountCommand({ AccountId: accountId })),
  );
  return Account?.State ?? Account?.Status ?? 'UNKNOWN';
}

/**
 * Refuses to close what the organization rests on, and what was not suspended before.
 * @returns the unit it is in.
 * @throws JobFailure NOT_CLOSABLE
 */
async function refuseUnfit(context: JobContext, accountId: string): Promise<string> {
  const { managementAccountId, logArchiveAccountId, securityAccountId } = context.config.organization;
  if ([managementAccountId, logArchiveAccountId, securityAccountId].includes(accountId))
    throw new JobFailure('NOT_CLOSABLE', `${accountId} keeps or watches the logs of the organization`);
  const { administers, parent } = await ask(context, 'preview', async (client) => ({
    administers: await isAdministrator(client, accountId),
    parent: (await client.send(new ListParentsCommand({ ChildId: accountId }))).Parents?.[0]?.Id ?? '',
  }));
  if (administers)
    throw new JobFailure('NOT_CLOSABLE', `${accountId} administers services; deregister it first`);
  const quarantine = await quarantineUnit(context);
  if (quarantine === undefined || parent !== quarantine)
    throw new JobFailure(
      'NOT_CLOSABLE',
      `${accountId} is in ${parent} and not in quarantine; put it there, and close it when it has been quiet for long enough`,
    );
  return parent;
}

async function isAdministrator(client: OrganizationsClient, accountId: string): Promise<boolean> {
  for await (const page of paginateListDelegatedAdministrators({ client }, {}))
    if (page.DelegatedAdministrators?.some(({ Id }) => Id === accountId)) return true;
  return false;
}

/** @throws JobFailure NOT_CLOSABLE with the limit that AWS names. */
async function close(context: JobContext, accountId: string): Promise<void> {
  try {
    await ask(context, 'apply', (client) => client.send(new CloseAccountCommand({ AccountId: accountId })));
    context.event('closing', { accountId });
  } catch (cause) {
    // An answer was lost; what it closed is waited for.
    if (cause instanceof AccountAlreadyClosedException) return;
    if (!(cause instanceof ConstraintViolationException)) throw cause;
    const way =
      cause.Reason === 'CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED'
        ? 'a few are being closed already; ask again in some minutes'
        : 'the account stays in quarantine; ask again when the limit allows it';
    throw new JobFailure('NOT_CLOSABLE', `${cause.Reason ?? cause.name}: ${cause.message} (${way})`, {
      cause,
    });
  }
}

async function awaitClosure(context: JobContext, accountId: string): Promise<void> {
  const deadline = performance.now() + PatienceMilliseconds;
  for (;;) {
    const status = await statusOf(context, accountId);
    if (status === 'SUSPENDED' || status === 'CLOSED') return;
    if (performance.now() > deadline)
      throw new JobFailure(
        'CLOSURE_PENDING',
        `${accountId} is ${status}; ask again to go on waiting, nothing is closed twice`,
      );
    await sleep(LookMilliseconds, undefined, { signal: context.signal });
  }
}

async function ask<T>(
  { config, job }: JobContext,
  purpose: 'preview' | 'apply',
  question: (client: OrganizationsClient) => Promise<T>,
): Promise<T> {
  const { homeRegion, managementAccountId } = config.organization;
  const session = await openSession(config, purpose, managementAccountId, job.id);
  const client = new OrganizationsClient(
    clientOptions({ region: homeRegion, credentials: credentialsOf(session) }),
  );
  try {
    return await question(client);
  } finally {
    client.destroy();
  }
}
