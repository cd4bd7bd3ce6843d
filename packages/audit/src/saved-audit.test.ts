import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { largeOrganization } from '../test/aws-at-rates/large-organization.ts';
import { type AwsAtRatesOptions, refusal, startAwsAtRates } from '../test/aws-at-rates/server.ts';
import { type AuditReport, audit, SavedAudit } from './index.ts';

const request = { version: '1.0.0', 'organization file': 'abc', role: 'TrailGuardAudit', accounts: null };
const organization = largeOrganization(6, 1);
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-saved-'));
  file = join(folder, 'audit.jsonl');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Audits the organization and tells how many accounts were asked; ends after some of them where that is said. */
async function run({
  endAfter = Infinity,
  controls,
  ...options
}: AwsAtRatesOptions & { endAfter?: number; controls?: readonly string[] } = {}) {
  await using aws = await startAwsAtRates(organization, options);
  vi.stubEnv('AWS_ENDPOINT_URL', aws.endpoint);
  await using saved = await SavedAudit.open(file, request);
  const controller = new AbortController();
  let report: AuditReport | undefined;
  try {
    report = await audit({
      organization: organization.audited,
      credentials: aws.credentials,
      saved,
      ...(controls === undefined ? {} : { controls }),
      signal: controller.signal,
      onProgress: ({ read }) => {
        if (read >= endAfter) controller.abort(new Error('interrupted'));
      },
    });
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  }
  return { report, asked: aws.counts().calls['iam:GetAccountSummary'] ?? 0 };
}

const linesOf = async () => (await readFile(file, 'utf8')).split('\n').slice(0, -1);
const timeless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T'));

describe('an audit that was interrupted', () => {
  it('goes on with the accounts that it had not read, to the same results, and says how old the others are', async () => {
    await run({ endAfter: 2 });
    const read = (await linesOf()).length - 1;
    expect(read).toBeGreaterThanOrEqual(2);
    const { report, asked } = await run();
    expect(asked).toBe(6 - read);
    expect(report?.resumed).toEqual({ accounts: read, since: expect.stringMatching(/^\d{4}-/) });
    await rm(file);
    const { report: whole } = await run();
    expect(whole).not.toHaveProperty('resumed');
    expect(timeless(report?.results)).toEqual(timeless(whole?.results));
  });

  it('asks again of an account of which something could not be read', async () => {
    const [, , , locked] = organization.accountIds;
    await run({
      instead: ({ service, accountId }) =>
        service === 'config' && accountId === locked ? refusal(403, 'AccessDeniedException') : undefined,
    });
    expect(await linesOf()).toHaveLength(6);
    const { report, asked } = await run();
    expect([asked, report?.complete]).toEqual([1, true]);
  });

  it('keeps accounts of which not all was asked because no control needs it', async () => {
    await run({ controls: ['CT-01'] });
    expect(await linesOf()).toHaveLength(7);
  });

  it('reads an account again of which a line was cut off', async () => {
    await run();
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, -10));
    expect((await run()).asked).toBe(1);
    expect(await linesOf()).toHaveLength(7);
  });

  it('does not go on from a line that was changed, removed or is of another file', async () => {
    await run();
    const lines = await linesOf();
    const refused = async (changed: readonly string[]) => {
      await writeFile(file, changed.map((line) => `${line}\n`).join(''));
      return SavedAudit.open(file, request).then(
        (saved) => saved[Symbol.asyncDispose]().then(() => 'taken'),
        (error: Error) => error.message.replace(file, 'FILE'),
      );
    };
    expect(await refused(lines)).toBe('taken');
    expect(await refused(lines.with(2, lines[2]?.replace('ACTIVE', 'CLOSED') ?? ''))).toContain(
      'FILE:3 was changed',
    );
    expect(await refused(lines.toSpliced(3, 1))).toContain('FILE:4 does not follow');
    expect(await refused(['{}'])).toContain('FILE:1 is of no audit');
    expect(await refused(['none'])).toContain('FILE:1 is no JSON');
  });

  it('does not go on with another organization, version or role, and says which it was', async () => {
    await run({ endAfter: 1 });
    const other = { ...request, version: '2.0.0', 'organization file': 'def' };
    await expect(SavedAudit.open(file, other)).rejects.toThrow(
      'is of an audit with another version and another organization file: go on with that one, or remove the file',
    );
  });
});
