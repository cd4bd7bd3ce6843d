import { CaseFolder, runCommand, stack } from '@trailguard/engine/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unavailable } from './cli.ts';
import { CliUser, type Ending } from './user.ts';

/** Runs a command in a project's folder. */
type Run = (args: string[]) => Promise<Ending>;

/** A program with secrets in its configuration, its resources and its outputs, applied by one of two. */
async function applied(by: Run, folder: CaseFolder): Promise<void> {
  const [step] = folder.steps;
  if (step === undefined) throw new Error('the case has no step');
  folder.prepare(step);
  for (const args of [
    ['stack', 'init', stack],
    ['config', 'set', 'plain', 'pl', '--stack', stack],
    ['config', 'set', '--secret', 'token', 't0k', '--stack', stack],
    ['up', '--yes', '--skip-preview', '--stack', stack],
  ]) {
    await succeeded(by(args));
  }
}

async function succeeded(ending: Promise<Ending>): Promise<string> {
  const { exit, stdout, stderr } = await ending;
  if (exit !== 0) throw new Error(`ended with ${exit}:\n${stdout}\n${stderr}`);
  return stdout;
}

describe.skipIf(unavailable).each(['the embedded engine', 'the real CLI'])(
  'state with secrets by %s',
  (writer) => {
    let user: CliUser;
    let folder: CaseFolder;
    let reads: Run;

    beforeAll(async () => {
      user = await CliUser.login();
      folder = new CaseFolder('12-secrets');
      const cli: Run = (args) => user.run(args, { cwd: folder.path, env: folder.env });
      const embedded: Run = (args) => runCommand(args, folder.path, folder.env);
      const [writes, other] = writer === 'the real CLI' ? [cli, embedded] : [embedded, cli];
      reads = other;
      await applied(writes, folder);
    }, 120_000);
    afterAll(async () => {
      await user?.[Symbol.asyncDispose]();
      folder?.remove();
    });

    const json = async (...args: string[]) =>
      JSON.parse(await succeeded(reads([...args, '--stack', stack]))) as Record<string, unknown>;

    it('is listed by the other', async () => {
      const listed = JSON.parse(await succeeded(reads(['stack', 'ls', '--json']))) as object[];
      expect(listed).toHaveLength(1);
    });

    it('shows the other its outputs, secret ones only when asked', async () => {
      expect(await json('stack', 'output', '--json')).toMatchObject({ av: '[secret]', plain: 'pl' });
      expect(await json('stack', 'output', '--json', '--show-secrets')).toMatchObject({
        av: 't0k',
        plain: 'pl',
        mix: { x: 't0k', y: 1 },
      });
    });

    it('shows the other its configuration', async () => {
      expect(await json('config', '--json', '--show-secrets')).toMatchObject({
        'probecase:token': { value: 't0k', secret: true },
        'probecase:plain': { value: 'pl', secret: false },
      });
    });

    it('is exported by the other, with plain text only when asked', async () => {
      const closed = secretInput(await json('stack', 'export'));
      const open = secretInput(await json('stack', 'export', '--show-secrets'));
      expect(closed).toMatchObject({ ciphertext: expect.stringMatching(/^v1:/) });
      expect(closed).not.toHaveProperty('plaintext');
      expect(open).toMatchObject({ plaintext: '"t0k"' });
    });

    it('leaves the other nothing to change', async () => {
      const shown = succeeded(reads(['preview', '--expect-no-changes', '--stack', stack]));
      await expect(shown).resolves.toMatch(/\d+ unchanged/);
    });
  },
);

/** The input of resource `a` that comes from a secret of the configuration, as an export has it. */
function secretInput(exported: Record<string, unknown>): unknown {
  const { resources } = exported.deployment as {
    resources: { urn: string; inputs?: Record<string, unknown> }[];
  };
  return resources.find(({ urn }) => urn.endsWith('::a'))?.inputs?.value;
}
