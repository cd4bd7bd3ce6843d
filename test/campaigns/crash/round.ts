import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { superviseDatabase } from '../../faults/database-server.ts';
import { type Outcome, violationsOf } from '../invariants.ts';
import { approverOf, ask, type Asked, endOf } from '../jobs.ts';
import { type CampaignOrganization, startOrganization, withDatabase } from '../organization.ts';
import type { PreparedOrganization } from '../prepared-organization.ts';
import { kill, type Kill } from './kills.ts';
import { type PhasedKill, phasesOf } from './phases.ts';
import type { RoundPlan } from './plan.ts';

/** How long a job may take after the last kill, milliseconds: the queue notices a dead worker after 10 s, and tries thrice. */
const StuckMilliseconds = 360_000;

/** What came of a round. */
export interface Round {
  readonly kills: readonly PhasedKill[];
  /** How the jobs ended that the kills met. */
  readonly met: readonly Outcome[];
  /** How those ended that were asked for again because the first had not succeeded. */
  readonly again: readonly Outcome[];
  readonly violations: readonly string[];
}

/**
 * Plays a round: asks for jobs of every kind, kills what the plan says until they have ended, asks again for those that did
 * not succeed, and looks at what is left.
 */
export async function playRound(
  prepared: PreparedOrganization,
  plan: RoundPlan,
  { keepLog }: { keepLog?: (log: readonly string[]) => Promise<void> } = {},
): Promise<Round> {
  await using organization = await startOrganization(prepared, { replicas: plan.replicas });
  const approver = await approverOf(organization);
  const wanted = await askAll(organization, prepared, plan);
  const killing = new AbortController();
  const kills = killAll(organization, plan, killing.signal);
  const ended = Promise.all(
    wanted.map(async (asked) => ({
      asked,
      ended: await endOf(organization, approver, asked.job, StuckMilliseconds),
    })),
  ).finally(() => killing.abort());
  const [done, met] = await Promise.all([kills, ended]);
  const again = await Promise.all(
    met
      .filter(({ ended: end }) => end !== undefined && end.state !== 'succeeded')
      .map(async ({ asked: { wanted: kind, name, account } }) => {
        const asked = await ask(organization, kind, name, account);
        return { asked, ended: await endOf(organization, approver, asked.job, StuckMilliseconds) };
      }),
  );
  const violations = [
    ...again
      .filter(({ ended: end }) => end?.state !== 'succeeded')
      .map(
        ({ asked, ended: end }) =>
          `${asked.wanted} of ${asked.name} does not succeed without kills either: ${end?.error?.message}`,
      ),
    ...(await violationsOf(organization, [...met, ...again])),
  ];
  if (violations.length > 0) await keepLog?.(organization.log);
  const phased = await withDatabase(organization.databaseUrl, (database) => phasesOf(database, done));
  return { kills: phased, met, again, violations };
}

/** One of each kind at least, side by side. */
async function askAll(
  organization: CampaignOrganization,
  { accounts }: PreparedOrganization,
  { round, vends }: RoundPlan,
): Promise<Asked[]> {
  return Promise.all([
    ...Array.from({ length: vends }, (_, number) => ask(organization, 'vend', `vended-${round}-${number}`)),
    ask(organization, 'update', 'kept', accounts.kept),
    ask(organization, 'audit', 'kept', accounts.kept),
    ask(organization, 'destroy', 'doomed', accounts.doomed),
  ]);
}

/** Kills as planned, one after the other, until all is done; what was killed and has nobody to start it again is started. */
async function killAll(
  organization: CampaignOrganization,
  plan: RoundPlan,
  over: AbortSignal,
): Promise<Kill[]> {
  using database = await superviseDatabase(organization.folder);
  const done: Kill[] = [];
  for (const planned of plan.kills) {
    await sleep(planned.afterMs, undefined, { signal: over }).catch(() => {});
    if (over.aborted) return done;
    const killed = await kill(organization, planned);
    if (killed === undefined) continue;
    done.push(killed);
    if (killed.target === 'database') database.start();
  }
  // Until then a server that has not come up yet is still to be started.
  if (!over.aborted) await once(over, 'abort');
  return done;
}
