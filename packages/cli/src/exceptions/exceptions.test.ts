import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOfExceptions, parseExceptions } from '@trailguard/controls/exceptions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrailguard } from '../../test/run-trailguard.ts';

const account = '111111111111';
const entry = (control: string, differing: Readonly<Record<string, string>> = {}) => {
  const scope = differing.scope ?? `{account: "${account}"}`;
  const { from = '2026-06-01', until = '2026-09-30', ticket = `SEC-${control}` } = differing;
  return `  - control: ${control}
    scope: ${scope}
    reason: until the migration
    owner: storage@example.com
    ticket: ${ticket}
    from: ${from}
    until: ${until}
    approver: ciso@example.com
`;
};
const later = { from: '2026-09-01', until: '2026-12-01' };
const text = `exceptions:\n${entry('LB-12')}${entry('CT-06', later)}${entry('BLACKOUT')}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-exceptions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(content: string, name = 'exceptions.yaml'): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}
async function check(content: string, ...args: string[]) {
  return runTrailguard(['exceptions', '--exceptions', await fileOf(content), ...args]);
}
async function review(content: string, ...args: string[]) {
  const { code, stdout } = await check(content, '--json', ...args);
  const { exceptions } = JSON.parse(stdout) as {
    exceptions: { control: string; state: string; daysLeft: number; waives: string[] | null }[];
  };
  return { code, exceptions, states: exceptions.map(({ control, state }) => [control, state]) };
}

/** A report in which `ids` are waived by the exception of LB-12. */
async function reportOf(ids: readonly string[], content = text, ticket = 'SEC-LB-12'): Promise<string> {
  const findings = ids.map((id) => ({
    controlId: 'LB-12',
    status: 'waived',
    severity: 'high',
    subject: { kind: 'logBucket', id, accountId: id },
    reason: 'no lock',
    evidence: [],
    exception: {
      ticket,
      owner: 'storage@example.com',
      approver: 'ciso@example.com',
      reason: 'until the migration',
      until: '2026-09-30',
      position: '/elsewhere/exceptions.yaml:99',
    },
  }));
  const exceptionsDigest = digestOfExceptions(parseExceptions({ file: 'x', text: content }));
  return fileOf(JSON.stringify({ schema: 'trailguard.run/1', findings, exceptionsDigest }), 'report.json');
}

describe('trailguard exceptions', () => {
  it.each([
    ['2026-08-31', 0, ['holds', 'begins-later', 'holds']],
    ['2026-09-16', 0, ['ends-soon', 'holds', 'ends-soon']],
    ['2026-09-30', 0, ['ends-soon', 'holds', 'ends-soon']],
    ['2026-10-01', 1, ['ended', 'holds', 'ended']],
  ])('tells on %s which hold, and ends with %i', async (on, code, states) => {
    const reviewed = await review(text, '--on', on);
    expect(reviewed.states.map(([, state]) => state)).toEqual(states);
    expect(reviewed.code).toBe(code);
  });

  it('says how many days are left, and calls less than so many soon', async () => {
    const on = ['--on', '2026-09-10'];
    expect((await review(text, ...on)).exceptions[0]).toMatchObject({ state: 'holds', daysLeft: 20 });
    expect((await review(text, ...on, '--soon', '20')).states[0]).toEqual(['LB-12', 'ends-soon']);
  });

  it('tells what each waives by reports, whatever line and folder they name; no report shows a change', async () => {
    const report = await reportOf([account]);
    const { exceptions, code } = await review(text, '--on', '2026-09-05', '--report', report);
    expect(exceptions.map(({ waives }) => waives)).toEqual([[account], [], null]);
    expect(code).toBe(0);
  });

  it('reads the report of a command', async () => {
    const urn = 'urn:pulumi:production::organization::aws:cloudtrail/trail:Trail::main';
    const arn = `arn:aws:cloudtrail:us-east-1:${account}:trail/main`;
    const trail = {
      urn,
      custom: true,
      type: 'aws:cloudtrail/trail:Trail',
      id: arn,
      inputs: { name: 'main' },
    };
    const resources = [{ ...trail, outputs: { arn, name: 'main', enableLogFileValidation: false } }];
    const state = await fileOf(
      JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }),
      'state.json',
    );
    const today = new Date().toISOString().slice(0, 10);
    const content = `exceptions:\n${entry('CT-06', { scope: `{urn: "${urn}"}`, from: today, until: today })}`;
    const file = await fileOf(content);
    const report = join(folder, 'state-report.json');
    await runTrailguard(['check-state', state, '--exceptions', file, '--format', 'json', '--output', report]);
    expect((await review(content, '--report', report)).exceptions).toMatchObject([{ waives: [arn] }]);
  });

  it('knows no use without a report', async () => {
    const { exceptions } = await review(text, '--on', '2026-07-01');
    expect(exceptions.map(({ waives }) => waives)).toEqual([null, null, null]);
  });

  it('tells entries that say the same apart by their scope', async () => {
    const second = entry('LB-12', { scope: '{account: "222222222222"}' });
    const twice = `exceptions:\n${entry('LB-12')}${second}`;
    const report = await reportOf(['222222222222'], twice);
    const { exceptions } = await review(twice, '--on', '2026-07-01', '--report', report);
    expect(exceptions.map(({ waives }) => waives)).toEqual([[], ['222222222222']]);
  });

  it.each([
    ['2026-07-01', [], 0],
    ['2026-07-01', ['--strict'], 1],
    ['2026-09-20', [], 0],
  ])('on %s fails for one that waives nothing only when asked to (%j)', async (on, args, code) => {
    const report = await reportOf([]);
    expect(await check(text, '--on', on, '--report', report, ...args)).toMatchObject({ code });
  });

  it('fails for one that ends soon only when asked to', async () => {
    const run = (...args: string[]) => check(text, '--on', '2026-09-30', ...args);
    expect([(await run()).code, (await run('--strict')).code]).toEqual([0, 1]);
  });

  it('shows the gravest first, with place, owner, scope and what to do', async () => {
    const { stdout } = await check(text, '--on', '2026-10-01');
    const [first, place, dates] = stdout.split('\n');
    expect(first).toMatch(/^ended +LB-12 +\w/);
    expect(place).toMatch(
      /exceptions\.yaml:2: SEC-LB-12, owner storage@example.com, approved by ciso@example.com$/,
    );
    expect(dates).toBe(`  2026-06-01 to 2026-09-30, account ${account}`);
    expect(stdout).toContain('to do: have it approved anew, or remove it');
    expect(stdout).toMatch(/on 2026-10-01: 2 ended, 1 holds\n$/);
  });

  it('looks at today by itself', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { exceptions, states } = await review(
      `exceptions:\n${entry('CT-06', { from: today, until: today })}`,
    );
    expect([states, exceptions[0]?.daysLeft]).toEqual([[['CT-06', 'ends-soon']], 0]);
  });

  it.each([
    ['a control that is none', () => check(text.replace('LB-12', 'LB-99')), /:2: there is no control LB-99/],
    [
      'a report with other exceptions',
      async () => check(text, '--report', await reportOf([], `exceptions:\n${entry('LB-12')}`)),
      /was made with other exceptions/,
    ],
    ['a report that is none', async () => check(text, '--report', await fileOf('{}', 'x')), /is no report/],
    ['a report that is no JSON', async () => check(text, '--report', await fileOf('-', 'x')), /is no report/],
    ['a day that is none', () => check(text, '--on', '2026-02-30'), /a date that exists/],
    ['days that are none', () => check(text, '--soon', '-1'), /whole number/],
    [
      'a file that is not there',
      () => runTrailguard(['exceptions', '--exceptions', join(folder, 'none')]),
      /none cannot be read/,
    ],
  ])('ends with 2 for %s', async (_case, run, message) => {
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  });
});
