import type { FastifyInstance } from 'fastify';
import { TimeNotAnswered } from './errors.ts';

/**
 * What time it is for judgements while a client waits: AWS's clock, as audits and previews go by, since a machine's may be wrong and
 * a sandbox's can be moved.
 * @throws TimeNotAnswered when AWS cannot be asked: by another clock something overdue might be told as done.
 */
export async function awsNow({ organization, log }: FastifyInstance): Promise<Date> {
  return organization.time().catch((err: unknown) => {
    log.warn({ err }, 'cannot ask AWS for the time');
    throw new TimeNotAnswered();
  });
}
