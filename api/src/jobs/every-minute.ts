import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Config } from '../config.ts';
import { expireApprovals } from '../store/approvals.ts';
import { forgetOld } from '../store/forget-old.ts';
import { awsTime } from './aws-time.ts';
import { enqueueDueAudits } from './due-audits.ts';
import { enqueueDueSchedules } from './due-schedules.ts';
import { tellOverdueReviews } from './overdue-reviews.ts';
import type { Queue } from './queue.ts';

interface Looking {
  readonly config: Config;
  readonly db: Pool;
  readonly log: FastifyBaseLogger;
}

type Look = (queue: Queue, looking: Looking) => Promise<unknown>;

const now = ({ config }: Looking) => awsTime(config.organization.homeRegion);

/** What is looked for once a minute, by the queue where the look is asked for: whichever process takes it looks. */
const looks: Readonly<Record<string, Look>> = {
  'due-audits': (queue, looking) => enqueueDueAudits(looking.db, queue, () => now(looking)),
  'due-schedules': (queue, { db }) => enqueueDueSchedules(db, queue),
  'expired-approvals': (_queue, { db }) => expireApprovals(db),
  'overdue-reviews': async (_queue, looking) => {
    const overdue = await tellOverdueReviews(looking.db, looking.config, () => now(looking));
    for (const review of overdue) looking.log.warn({ review }, 'a review is overdue');
  },
  'old-records': (_queue, { db, config }) => forgetOld(db, config),
};

/** Has each look asked for once a minute, whichever process asks. */
export async function scheduleLooks(boss: PgBoss): Promise<void> {
  for (const name of Object.keys(looks)) {
    await boss.createQueue(name, {
      policy: 'short',
      retryLimit: 0,
      expireInSeconds: 300,
      deleteAfterSeconds: 3600,
    });
    await boss.schedule(name, '* * * * *');
  }
}

/**
 * Begins audits that are due and what schedules ask for, and ends jobs that have waited for too long. A look that fails is made up
 * for by the next.
 */
export async function lookEveryMinute(boss: PgBoss, queue: Queue, looking: Looking): Promise<void> {
  for (const [name, look] of Object.entries(looks))
    await boss.work(name, { pollingIntervalSeconds: 5 }, async () => {
      try {
        await look(queue, looking);
      } catch (err) {
        looking.log.warn({ err, queue: name }, 'what was due could not be done');
      }
    });
}
