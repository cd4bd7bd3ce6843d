import { type PlaceReport, placeId, verifyInThread } from '@trailguard/audit/integrity';
import { gravestOf, reportOf, validationRecords } from '@trailguard/audit/integrity/report';
import { transaction } from '../store/database.ts';
import { saveJobReport } from '../store/job-reports.ts';
import { latestResultOf } from '../store/job-results.ts';
import { keepChainEnds, knownChainEnds } from '../store/log-chain-ends.ts';
import { appendRecord, freeRecordId } from '../store/records.ts';
import { tellWebhooks } from '../store/webhooks.ts';
import type { JobContext } from './context.ts';
import { JobFailure } from './failure.ts';
import { type OrganizationLogs, organizationLogs } from './organization-logs.ts';

/** How far back a verification looks at least that nobody told a time: what was late at the one before is looked at again. Milliseconds. */
const LeastMilliseconds = 7 * 86_400_000;

/**
 * Proves hour by hour that the organization's log files are complete and as CloudTrail delivered them, from the end of the
 * verification before on. What it has seen at the ends of chains is kept, so that the next one, in whatever process, finds what is
 * removed there; what it found is a record that audits read.
 *
 * @param find finds the logs. Default: as the service is told.
 */
export async function verifyLogsJob(
  context: JobContext,
  find: (context: JobContext) => Promise<OrganizationLogs> = organizationLogs,
): Promise<Record<string, unknown>> {
  const { db, job } = context;
  await context.step('find trail');
  const logs = await find(context);
  const { from, to } = await rangeOf(context, logs.trail.asOf);
  await context.step(`verify from ${from.toISOString()} to ${to.toISOString()}`);
  const places = await readPlaces(context, logs, from, to);
  const times = { from: from.toISOString(), to: to.toISOString(), asOf: logs.trail.asOf.toISOString() };
  const report = reportOf(places, { ...times, endsHead: null });
  const gravest = gravestOf(report);
  const { hours, verified, faultCount } = report;
  const result = { ...times, gravest, hours, verified, faultCount, places: places.length };
  await transaction(db, async (tx) => {
    await saveJobReport(tx, job.id, report);
    await keepChainEnds(
      tx,
      job.id,
      report.places.flatMap(({ ends }) => ends),
    );
    for (const record of validationRecords(report, {
      by: `job ${job.id}`,
      reference: `/v1/jobs/${job.id}/report`,
    }))
      await appendRecord(tx, { ...record, id: await freeRecordId(tx, record.id) }, { job: job.id });
    if (gravest !== null) await tellWebhooks(tx, 'logs.not-proven', { job: job.id, ...result });
  });
  context.event('verified', result);
  return result;
}

/** What was asked for; without it from where the verification before ended, or farther back, to now: no hour is left out. */
async function rangeOf({ db, job }: JobContext, now: Date): Promise<{ from: Date; to: Date }> {
  const { from, to } = job.input;
  const before = from === undefined ? await latestResultOf(db, 'verify-logs') : null;
  const end = to === undefined ? now : new Date(to);
  const reached = typeof before?.to === 'string' ? Date.parse(before.to) : Number.POSITIVE_INFINITY;
  const start = from === undefined ? Math.min(reached, end.getTime() - LeastMilliseconds) : Date.parse(from);
  if (start >= end.getTime())
    throw new JobFailure(
      'LOGS_NOT_FOUND',
      `${end.toISOString()} is not after ${new Date(start).toISOString()}`,
    );
  return { from: new Date(start), to: end };
}

async function readPlaces(
  context: JobContext,
  { trail, places, store, keys }: OrganizationLogs,
  from: Date,
  to: Date,
): Promise<PlaceReport[]> {
  const { accounts, regions, asOf } = trail;
  const knownEnds = await knownChainEnds(context.db);
  const options = { accounts, regions, places, from, to, asOf, knownEnds };
  const source = { store, keys: await keys(from, to) };
  const reports: PlaceReport[] = [];
  for await (const report of verifyInThread(options, source, undefined, context.signal)) {
    reports.push(report);
    const { faultCount, faults } = report;
    if (faultCount > 0)
      context.event('fault', { place: placeId(report), faultCount, first: { ...faults[0] } });
  }
  return reports;
}
