import { hash } from 'node:crypto';
import { digestOfExceptions } from '@trailguard/controls/exceptions';
import { BundleError, IncidentName, makeBundle, type Manifest } from '@trailguard/evidence';
import { verifyIncident } from '@trailguard/incidents';
import { incidentRecord } from '../incident-record.ts';
import { appendAct } from '../store/acts.ts';
import { transaction } from '../store/database.ts';
import { insertBundle } from '../store/evidence-bundles.ts';
import { type EvidenceRange, storedEvidence } from '../store/evidence-parts.ts';
import type { JobContext } from './context.ts';
import { exceptionsOf } from './exceptions.ts';
import { JobFailure } from './failure.ts';

type Missing = Manifest['missing'][number];

/**
 * Makes one file of all that shows what was done and found in a time. What belongs in it and cannot be read is named in it. The
 * hash of its manifest becomes an act: whoever knows a later act can tell that no other file was put in its place.
 */
export async function collectEvidenceJob(context: JobContext): Promise<Record<string, unknown>> {
  const { config, db, job } = context;
  const { from, to } = job.input;
  if (from === undefined || to === undefined) throw new Error(`job ${job.id} names no time`);
  const range = { from, to };
  await context.step('read evidence');
  const stored = await transaction(db, async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return storedEvidence(tx, range);
  });
  const files = new Map(stored.files);
  const missing: Missing[] = [
    ...absent(files, 'audits.jsonl', 'audits', 'none ended in that time'),
    ...absent(files, 'verifications.jsonl', 'verifications of the log files', 'none ended in that time'),
    ...addExceptions(context, files),
    ...(await addIncidents(context, range, files)),
  ];
  const { actsAfter, heads, madeAt } = stored;
  const { organizationId } = config.organization;
  const { bytes, manifestSha256 } = bundleOf(files, {
    ...{ organizationId, ...range, madeAt, actsAfter, heads, missing },
  });
  const sha256 = hash('sha256', bytes);
  const expiresAt = await transaction(db, async (tx) => {
    const bundle = { id: job.id, ...range, sha256, manifestSha256 };
    const end = await insertBundle(tx, bundle, bytes, config.evidence.bundleDays);
    await appendAct(tx, {
      ...{ by: null, act: 'keepEvidence', outcome: 'done', request: null, body: null },
      on: { job: job.id, manifest: manifestSha256 },
    });
    return end;
  });
  return { bundle: job.id, size: bytes.length, sha256, manifestSha256, expiresAt, heads, missing };
}

function bundleOf(files: ReadonlyMap<string, string>, said: Parameters<typeof makeBundle>[1]) {
  try {
    return makeBundle(files, said);
  } catch (cause) {
    if (!(cause instanceof BundleError)) throw cause;
    throw new JobFailure('EVIDENCE_TOO_LARGE', cause.message, { cause });
  }
}

function absent(
  files: ReadonlyMap<string, string>,
  name: string,
  what: string,
  because: string,
): readonly Missing[] {
  return files.get(name) === '' ? [{ what, because }] : [];
}

/** Adds the exceptions. @returns why they are not there. */
function addExceptions({ config }: JobContext, files: Map<string, string>): readonly Missing[] {
  const add = (content: object) => files.set('exceptions.json', `${JSON.stringify(content, null, 2)}\n`);
  try {
    const exceptions = exceptionsOf(config);
    add({ digest: digestOfExceptions(exceptions), exceptions });
    return [];
  } catch (error) {
    add({ digest: null, exceptions: null });
    return [{ what: 'exceptions', because: (error as Error).message }];
  }
}

/** Adds the incidents that something was written of in the time, each from its first entry on. @returns why they are not there. */
async function addIncidents(
  { config, job }: JobContext,
  { from, to }: EvidenceRange,
  files: Map<string, string>,
): Promise<readonly Missing[]> {
  const record = incidentRecord(config, job.id);
  if (record === undefined)
    return [{ what: 'incidents', because: 'the service was told of no record of them' }];
  const strange: Missing[] = [];
  try {
    for (const incident of await record.incidents()) {
      const found = await record.read(incident);
      const { entries, isWhole } = verifyIncident(incident, found);
      // One that is not whole may have lost just what was written then.
      if (isWhole && !entries.some(({ at }) => at >= from && at < to)) continue;
      for (const { key, text } of found) {
        if (IncidentName.test(key)) files.set(key, text);
        else strange.push({ what: key, because: 'it is no entry of an incident' });
      }
    }
    return strange;
  } catch (error) {
    return [
      ...strange,
      { what: 'incidents', because: `${record.name} cannot be read: ${(error as Error).message}` },
    ];
  }
}
