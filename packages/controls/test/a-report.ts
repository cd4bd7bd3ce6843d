import { applyExceptions, type Exception } from '../src/exceptions/index.ts';
import { controls } from '../src/controls/index.ts';
import { judge } from '../src/judge/judge.ts';
import { unknownBecause } from '../src/model/fact.ts';
import { type RunReport, type RunReportInput, runReport } from '../src/report/index.ts';
import { aLogBucket, anEstate, aTrail } from './builders.ts';

/** Of the trail that fails. */
export const trailUrn =
  'urn:pulumi:prod::organization::trailguard:index:Trail$aws:cloudtrail/trail:Trail::main';
const bucketUrn = 'urn:pulumi:prod::archive::aws:s3/bucket:Bucket::logs';
const at = '2026-06-15T12:00:00.000Z';
const judged = controls.filter(({ id }) => ['CT-06', 'LB-12', 'LB-09', 'CT-05'].includes(id));
const lockException: Exception = {
  control: 'LB-12',
  scope: { urns: [bucketUrn] },
  reason: 'set after the migration',
  owner: 'storage',
  ticket: 'SEC-12',
  from: '2026-06-01',
  until: '2026-06-20',
  approver: 'ciso',
  position: 'trailguard.exceptions.yaml:2',
};

/** A run with a fail, a waived fail, an unknown, one that is not evaluated, and passes. */
export function aReport(): RunReport {
  return runReport(aRun());
}

/** What {@link aReport} is made from. */
export function aRun(): RunReportInput {
  const estate = anEstate({
    trails: {
      items: [
        aTrail({
          validatesLogFiles: false,
          includesGlobalServices: unknownBecause('unresolved', 'known later'),
          observation: { urn: trailUrn },
        }),
      ],
      complete: true,
    },
    buckets: {
      items: [
        aLogBucket({
          objectLock: null,
          versioning: unknownBecause('access-denied', 's3:GetBucketVersioning was denied'),
          observation: { urn: bucketUrn },
        }),
      ],
      complete: true,
    },
  });
  const { results, notices } = applyExceptions(judge(estate, { controls: judged }), [lockException], {
    asOf: at,
  });
  return {
    lens: 'state',
    at,
    sources: ['organization.json', 'archive.json'],
    controls: judged,
    results,
    notices,
    warnings: ['archive.json: an update was interrupted'],
    exceptionsDigest: 'sha256:0',
    positions: new Map([[trailUrn, { file: 'index.ts', line: 12, column: 3 }]]),
  };
}
