import { AccountNotReady, JobNotRepeatable } from '../errors.ts';
import { findAccount, requestAgain } from '../store/accounts.ts';
import type { Queryable } from '../store/database.ts';
import { hasOpenJob, type Job, type JobKind, lockJob, runKeyOf } from '../store/jobs.ts';
import type { Queue } from './queue.ts';

/**
 * Kinds that do no harm when they are done again: they read, or they first find out what the attempt before did and then preview
 * what is left. What destroys is asked for anew by somebody who has looked.
 */
const repeatable: ReadonlySet<JobKind> = new Set<JobKind>([
  'deploy-organization',
  'preview-organization',
  'vend-account',
  'adopt-account',
  'update-account',
  'move-account',
  'quarantine-account',
  'audit-account',
  'preview-stack',
  'update-stack',
  'refresh-stack',
  'detect-drift',
  'verify-logs',
  'collect-evidence',
]);

/** Kinds that make an account ready; all others need one that is. */
const making: ReadonlySet<JobKind> = new Set<JobKind>(['vend-account', 'adopt-account']);

/**
 * Queues a job that does again what one has failed to do, within a transaction of the caller.
 * @param id of a job that there is.
 * @param requestedBy who asks for it now, and so does not approve it.
 * @throws JobNotRepeatable with the reason; AccountNotReady when the account cannot be worked on.
 */
export async function repeatJob(
  tx: Queryable,
  queue: Pick<Queue, 'enqueue' | 'enqueueAudit'>,
  id: string,
  requestedBy: string,
): Promise<Job> {
  const failed = await lockJob(tx, id);
  if (failed === undefined) throw new JobNotRepeatable(id, 'it is not kept any more');
  const { kind, state, account, input } = failed;
  if (state !== 'failed') throw new JobNotRepeatable(id, `it is ${state}, and only a job that failed is`);
  if (!repeatable.has(kind))
    throw new JobNotRepeatable(id, `${kind} cannot be undone, so it is asked for anew`);
  const same = { kind, input, ...(account === null ? {} : { account }) };
  if (await hasOpenJob(tx, same)) throw new JobNotRepeatable(id, 'another job does the same already');
  if (account !== null) await prepareAccount(tx, failed, account);
  if (kind === 'audit-account' && account !== null)
    return (await queue.enqueueAudit(tx, account, requestedBy, id)).job;
  return queue.enqueue(tx, { ...same, runKey: await runKeyOf(tx, id), requestedBy, repeats: id });
}

async function prepareAccount(tx: Queryable, { id, kind }: Job, accountId: string): Promise<void> {
  await tx.query('SELECT FROM accounts WHERE id = $1 FOR UPDATE', [accountId]);
  const account = await findAccount(tx, accountId);
  if (account === undefined) throw new JobNotRepeatable(id, 'its account is not kept any more');
  if (!making.has(kind)) {
    if (account.state !== 'ready' && account.state !== 'quarantined')
      throw new AccountNotReady(account.id, account.state);
    return;
  }
  if (account.state !== 'failed') throw new JobNotRepeatable(id, `its account is ${account.state}`);
  await requestAgain(tx, account.id, account);
}
