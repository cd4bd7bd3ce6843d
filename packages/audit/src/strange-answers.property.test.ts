import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startStrangeAws } from '../test/strange-aws.ts';
import type { Strangeness } from '../test/strange-answers.ts';
import { controlsThat } from '../test/statuses.ts';
import { type AuditReport, audit } from './index.ts';

const organization = {
  managementAccountId: '111111111111',
  logArchiveAccountId: '222222222222',
  securityAccountId: '333333333333',
  homeRegion: 'us-east-1',
};
const credentials = async (accountId: string) => ({
  accessKeyId: `AKIA${accountId}`,
  secretAccessKey: 'secret',
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Audits an organization of which all that AWS says is random. */
async function auditOf(seed: number, strangeness: Strangeness) {
  await using aws = await startStrangeAws(seed, strangeness);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
  // What cannot be read is asked for again, after a pause.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const report = await audit({ organization, credentials });
  return { report, answered: aws.answered };
}

const seeds = fc.integer({ min: 0, max: 1_000_000 });

/** Tells what a reader relies on, whatever AWS has said. */
function checkReport(report: AuditReport): void {
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  for (const { controlId, verdict } of report.results) {
    expect([controlId, verdict.status]).toEqual([
      controlId,
      expect.stringMatching(/^(pass|fail|unknown|not_applicable|waived)$/),
    ]);
    if (verdict.status === 'unknown') expect(verdict.because.unknown).not.toBe('error');
  }
}

describe('answers that are not as AWS documents them', () => {
  it('end in a report of every control, whatever fields are missing or of another type', async () => {
    const answered = new Set<string>();
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const strange = { missing: 0.1, mistyped: 0.01, broken: 0.01, refused: 0.01 };
        const run = await auditOf(seed, strange);
        for (const operation of run.answered) answered.add(operation);
        checkReport(run.report);
      }),
      { seed: 21, numRuns: 6 },
    );
    // It comes past the first questions.
    expect(answered.size).toBeGreaterThan(20);
  });

  it('prove nothing when nothing of them is as it has to be', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { report } = await auditOf(seed, { missing: 0.5, mistyped: 1, broken: 0.3, refused: 0.1 });
        checkReport(report);
        expect(controlsThat('pass', report)).toEqual([]);
      }),
      { seed: 22, numRuns: 8 },
    );
  });
});
