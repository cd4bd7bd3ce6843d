import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accountsAlone,
  type EndedJob,
  type RunningService,
  startService,
  temporaryFolder,
} from '../end-to-end/service.ts';
import { interruptCreates, isInAws, readState, stackFiles } from '../faults/states.ts';
import { accountsOf, vend, type Vended } from '../faults/vending.ts';
import { cliVersion, unavailable } from './cli.ts';
import { sandboxProvider } from './project.ts';
import { cliEnvironment } from './user.ts';

/**
 * Puts the sandbox's provider on the PATH under the real one's name, where the CLI looks before it looks for
 * an installed plugin: the service itself knows nothing of a sandbox in this mode.
 * @returns the folder to put on the PATH
 */
async function installProvider(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const plugin = join(bin, 'pulumi-resource-aws');
  const main = join(sandboxProvider, 'dist/main.js');
  await writeFile(plugin, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  await chmod(plugin, 0o755);
  return bin;
}

describe.skipIf(unavailable)('the service in the mode aws, with the real CLI', () => {
  let folder: string;
  let running: RunningService;
  let vended: Vended;
  let job: EndedJob;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const environment = cliEnvironment(folder);
    // The service has a passphrase of its own.
    delete environment.PULUMI_CONFIG_PASSPHRASE;
    running = await startService({
      folder,
      environment: {
        ...environment,
        ...accountsAlone,
        PATH: [await installProvider(folder), environment.PATH].join(delimiter),
        TRAILGUARD_MODE: 'aws',
      },
    });
    vended = await vend(running, 'payments');
    job = await running.job(vended.job.id);
  }, 600_000);
  afterAll(async () => {
    await running?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  it('vends an account over HTTP', async () => {
    expect(job).toMatchObject({ state: 'succeeded', error: null });
    const account = await running.get<Vended['account']>(`/v1/accounts/${vended.account.id}`);
    expect(account).toMatchObject({ state: 'ready', accountId: job.result?.accountId });
    expect(await accountsOf(running, 'payments')).toMatchObject([
      { Id: job.result?.accountId, Status: 'ACTIVE' },
    ]);
  });

  it('judges it by the policy pack before it applies it', async () => {
    const events = await running.events(vended.job.id);
    const steps = events.filter(({ type }) => ['step', 'previewed', 'applied'].includes(type));
    expect(steps.map(({ type, data }) => data.step ?? type)).toEqual([
      'reconcile account',
      'preview account',
      'previewed',
      'apply account',
      'applied',
      'audit account',
    ]);
  });

  it('keeps the state that this very CLI has written', async () => {
    const states = join(folder, 'pulumi/.pulumi/stacks/trailguard-account');
    const [file = ''] = (await readdir(states)).filter((name) => name.endsWith('.json'));
    const { checkpoint } = JSON.parse(await readFile(join(states, file), 'utf8'));
    expect(checkpoint.latest.manifest.version).toBe(`v${cliVersion}`);
    expect(checkpoint.latest.pending_operations ?? []).toEqual([]);
  });

  it('finds again what an update was making when it was killed, and makes nothing twice', async () => {
    const files = await stackFiles(folder);
    const [file = ''] = Object.entries(files).flatMap(([stack, path]) =>
      stack.startsWith('trailguard-account/') ? [path] : [],
    );
    const ids = async () =>
      (await readState(file)).resources
        .filter(isInAws)
        .map(({ urn, id }) => `${urn} ${id}`)
        .sort();
    const before = await ids();
    await interruptCreates(file, isInAws);
    const { job: again } = await running.post<{ job: { id: string } }>(
      `/v1/accounts/${vended.account.id}/deployments`,
    );
    expect(await running.job(again.id)).toMatchObject({ state: 'succeeded', error: null });
    expect(await ids()).toEqual(before);
    expect(await accountsOf(running, 'payments')).toHaveLength(1);
  });
});
