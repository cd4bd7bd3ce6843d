import { NotFound } from '../errors.ts';
import { type Account, findAccount } from '../store/accounts.ts';
import { type Audit, findAudit } from '../store/audits.ts';
import type { Queryable } from '../store/database.ts';
import { findJob, type Job } from '../store/jobs.ts';
import { maySee, type Principal } from './principal.ts';

type Caller = Pick<Principal, 'limits'>;

/** An account that the caller may see. @throws NotFound as for one that is not there: nobody learns that it is. */
export async function visibleAccount(db: Queryable, caller: Caller, id: string): Promise<Account> {
  const account = await findAccount(db, id);
  if (account === undefined || !maySee(caller, account)) throw new NotFound('account', id);
  return account;
}

/** A job of an account that the caller may see; those of the organization are for callers that are not limited. */
export async function visibleJob(db: Queryable, caller: Caller, id: string): Promise<Job> {
  const job = await findJob(db, id);
  if (job === undefined || !(await maySeeAccount(db, caller, job.account))) throw new NotFound('job', id);
  return job;
}

/** An audit of an account that the caller may see. @throws NotFound as for one that is not there. */
export async function visibleAudit(db: Queryable, caller: Caller, id: string): Promise<Audit> {
  const audit = await findAudit(db, id);
  if (audit === undefined || !(await maySeeAccount(db, caller, audit.account)))
    throw new NotFound('audit', id);
  return audit;
}

/**
 * Whether the caller may see what is about an account.
 * @param id of an account; `null`: the whole organization, for callers that are not limited.
 */
export async function maySeeAccount(db: Queryable, caller: Caller, id: string | null): Promise<boolean> {
  if (caller.limits === null) return true;
  const account = id === null ? undefined : await findAccount(db, id);
  return account !== undefined && maySee(caller, account);
}
