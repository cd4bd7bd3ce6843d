import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { superviseDatabase } from '../../faults/database-server.ts';
import { type Outcome, violationsOf } from '../invariants.ts';
import { approverOf, ask, endOf } from '../jobs.ts';
import { type CampaignOrganization, startOrganization, withDatabase } from '../organization.ts';
import type { PatientClient } from '../patient-client.ts';
import type { PreparedOrganization } from '../prepared-organization.ts';
import { kill, type Kill } from './kills.ts';
import { type PhasedKill, phasesNow, phasesOf } from './phases.ts';
import type { RoundPlan } from './plan.ts';
import { type Wish, wishesOf } from './wishes.ts';

/** How long a job may take after the last kill, milliseconds: the queue notices a dead worker after 10 s, and tries thrice. */
const StuckMilliseconds = 360_000;

/** Jobs that a process of the service runs at once: fewer than are asked for, so that some wait. */
const Concurrency = 2;

/** What came of a round. */
export interface Round {
  readonly kills: readonly PhasedKill[];
  /** How the jobs ended that were asked for while something was killed. */
  readonly met: readonly Outcome[];
  /** How those ended that were asked for once nothing was, because the one before had not succeeded. */
  readonly again: readonly Outcome[];
  readonly violations: readonly string[];
}

/**
 * Plays a round: clients ask for jobs of every kind, one after the other, until the plan's kills are done; what has not succeeded by
 * then is asked for once more, and then is looked at what is left.
 */
export async function playRound(
  prepared: PreparedOrganization,
  plan: RoundPlan,
  { keepLog }: { keepLog?: (log: readonly string[]) => Promise<void> } = {},
): Promise<Round> {
  await using organization = await startOrganization(prepared, {
    replicas: plan.replicas,
    concurrency: Concurrency,
    environment: async () => ({ TRAILGUARD_APPROVAL_OF: plan.approvalOf }),
  });
  using database = await superviseDatabase(organization.folder);
  const approver = await approverOf(organization);
  const play = (wish: Wish) => playWish(organization, approver, plan, wish);
  const calm = new AbortController();
  const [kills, clients] = await Promise.all([
    killAll(organization, plan, () => database.start()).finally(() => calm.abort()),
    Promise.all(wishesOf(organization, plan.round).map((wishes) => follow(wishes, play, calm.signal))),
  ]);
  const met = clients.flat();
  const unmet = clients.flatMap((outcomes) => outcomes.at(-1) ?? []).filter(({ ended }) => hasFailed(ended));
  const again = await Promise.all(unmet.map(({ asked }) => play(asked)));
  const violations = [
    ...again
      .filter(({ ended }) => ended?.state !== 'succeeded')
      .map(
        ({ asked, ended }) =>
          `${asked.wanted} of ${asked.name} does not succeed without kills either: ${ended?.error?.message}`,
      ),
    ...(await violationsOf(organization, [...met, ...again])),
  ];
  if (violations.length > 0) await keepLog?.(organization.log);
  const phased = await withDatabase(organization.databaseUrl, (client) => phasesOf(client, kills));
  return { kills: phased, met, again, violations };
}

const hasFailed = (ended: Outcome['ended']) => ended !== undefined && ended.state !== 'succeeded';

async function playWish(
  organization: CampaignOrganization,
  approver: PatientClient,
  { thinkMs }: RoundPlan,
  { wanted, name, account }: Wish,
): Promise<Outcome> {
  const asked = await ask(organization, wanted, name, account);
  return { asked, ended: await endOf(organization, approver, asked.job, StuckMilliseconds, thinkMs) };
}

/** Asks for one thing after the other until all is calm, and for what has failed until it succeeds. */
async function follow(
  wishes: Iterator<Wish>,
  play: (wish: Wish) => Promise<Outcome>,
  calm: AbortSignal,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let wish = wishes.next();
  while (!wish.done && !calm.aborted) {
    const outcome = await play(wish.value);
    outcomes.push(outcome);
    if (outcome.ended === undefined) break; // It is stuck: nothing that comes after it would run.
    if (!hasFailed(outcome.ended)) wish = wishes.next();
  }
  return outcomes;
}

/** Kills as planned, one after the other; what was killed and has nobody to start it again is started. */
async function killAll(
  organization: CampaignOrganization,
  plan: RoundPlan,
  startDatabase: () => void,
): Promise<Kill[]> {
  const database = new Pool({ connectionString: organization.databaseUrl, max: 1 });
  database.on('error', () => {}); // It is killed too.
  const done: Kill[] = [];
  for (const planned of plan.kills) {
    await sleep(planned.afterMs);
    const killed = await kill(organization, () => phasesNow(database), planned);
    if (killed === undefined) continue;
    done.push(killed);
    if (killed.target === 'database') startDatabase();
  }
  await database.end();
  return done;
}
