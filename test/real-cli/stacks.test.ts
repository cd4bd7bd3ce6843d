import { join } from 'node:path';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js';
import { Administrators, sessionsOf } from '@trailguard/audit/test';
import { embeddedPulumi } from '@trailguard/engine';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unavailable } from './cli.ts';
import { copyStacks, policyPack } from './project.ts';
import { CliUser, passphrase, type Place } from './user.ts';

/** Loading programs, plugins and packs is most of a command; some need several. */
const minutes = (count: number) => count * 60_000;

/** A checkpoint, as `pulumi stack export` prints it. */
interface Exported {
  readonly deployment: {
    readonly resources?: readonly { readonly urn: string; readonly type: string; readonly id?: string }[];
  };
}

describe.skipIf(unavailable)('the real CLI runs the stacks', () => {
  let sandbox: Sandbox;
  let user: CliUser;
  let folder: string;

  beforeAll(async () => {
    // Two regions show what more would repeat.
    sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'] });
    user = await CliUser.login();
    folder = await copyStacks(user.folder);
  });
  afterAll(async () => {
    await user?.[Symbol.asyncDispose]();
    await sandbox?.stop();
  });

  /** A stack's folder, with credentials of the account that it works in. */
  async function placeOf(name: string): Promise<Place & { env: Record<string, string> }> {
    const { logArchive, security } = sandbox.accounts;
    const account = { 'log-archive': logArchive, security }[name];
    const cwd = join(folder, name);
    if (account === undefined) return { cwd, env: { ...sandbox.environment } };
    const session = await sessionsOf(sandbox, { role: 'OrganizationAccountAccessRole' })(account);
    return {
      cwd,
      env: {
        ...sandbox.environment,
        AWS_ACCESS_KEY_ID: session.accessKeyId,
        AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
        AWS_SESSION_TOKEN: session.sessionToken ?? '',
      },
    };
  }

  /** The ids of this organization, in the place of those of `Pulumi.dev.yaml`. */
  function settingsOf(name: string): string[] {
    const settings = {
      organizationId: sandbox.organizationId,
      managementAccountId: sandbox.accounts.management,
      logArchiveAccountId: sandbox.accounts.logArchive,
      securityAccountId: sandbox.accounts.security,
      ...(name === 'account' ? { organizationalUnitId: sandbox.rootId } : {}),
    };
    return Object.entries(settings).flatMap(([key, value]) => ['--plaintext', `trailguard:${key}=${value}`]);
  }

  async function exported(place: Place): Promise<Exported['deployment']> {
    return (JSON.parse(await user.succeed(['stack', 'export'], place)) as Exported).deployment;
  }

  /** The same stack, opened by the embedded engine. */
  function openEmbedded({ cwd, env }: { cwd: string; env: Record<string, string> }): Promise<Stack> {
    return LocalWorkspace.selectStack(
      { stackName: 'dev', workDir: cwd },
      {
        pulumiCommand: embeddedPulumi(),
        envVars: {
          ...user.env,
          ...env,
          PULUMI_BACKEND_URL: user.backend,
          PULUMI_CONFIG_PASSPHRASE: passphrase,
        },
      },
    );
  }

  // In the order in which they build on each other.
  describe.each(['log-archive', 'organization', 'security', 'account'])('%s', (name) => {
    it(
      'is previewed from its example configuration, and breaks no mandatory control',
      async () => {
        const place = await placeOf(name);
        await user.succeed(['stack', 'init', 'dev'], place);
        await user.succeed(['config', 'set-all', ...settingsOf(name)], place);
        const shown = await user.succeed(['preview', '--policy-pack', policyPack], place);
        expect(shown).toContain('trailguard@v');
        expect(shown).not.toContain('[mandatory]');
        expect(shown).toMatch(/\+ \d+ to create/);
      },
      minutes(5),
    );

    it(
      'is applied, and changes nothing the second time',
      async () => {
        const place = await placeOf(name);
        await user.succeed(['up', '--yes'], place);
        await user.succeed(['up', '--yes', '--expect-no-changes'], place);
        const outputs = JSON.parse(await user.succeed(['stack', 'output', '--json'], place)) as object;
        expect(Object.keys(outputs)).not.toEqual([]);
      },
      minutes(5),
    );

    it(
      'is found as it was declared: a refresh leaves nothing to change',
      async () => {
        const place = await placeOf(name);
        const before = idsOf(await exported(place));
        await user.succeed(['refresh', '--yes'], place);
        await user.succeed(['preview', '--expect-no-changes'], place);
        expect(idsOf(await exported(place))).toEqual(before);
      },
      minutes(5),
    );

    it(
      'keeps a state that the embedded engine reads and finds nothing to change in',
      async () => {
        const place = await placeOf(name);
        const written = await exported(place);
        const stack = await openEmbedded(place);
        const { deployment } = await stack.exportStack();
        expect(deployment.resources).toEqual(written.resources);
        const { changeSummary } = await stack.preview();
        expect(Object.keys(changeSummary)).toEqual(['same']);
      },
      minutes(5),
    );

    it(
      'keeps a state that the CLI takes back from the embedded engine',
      async () => {
        const place = await placeOf(name);
        const before = await exported(place);
        const stack = await openEmbedded(place);
        // Writes every resource anew: what AWS answers now, and then the program's view of it.
        await stack.up({ refresh: true });
        expect(JSON.parse(await user.succeed(['stack', 'ls', '--json'], place))).toMatchObject([
          { name: expect.stringMatching(/(^|\/)dev$/), resourceCount: before.resources?.length },
        ]);
        await user.succeed(['preview', '--expect-no-changes'], place);
        const after = await exported(place);
        expect(idsOf(after)).toEqual(idsOf(before));
      },
      minutes(5),
    );
  });

  it(
    'refuses to destroy the security stack, whose recorders and results of queries are protected',
    async () => {
      const place = await placeOf('security');
      const { exit, stdout, stderr } = await user.run(['destroy', '--yes'], place);
      expect(exit).not.toBe(0);
      expect(stdout + stderr).toMatch(/::config-us-east-1" cannot be deleted/);
      expect(stdout + stderr).toMatch(/::investigation-results" cannot be deleted/);
    },
    minutes(5),
  );

  it(
    'refuses to destroy an account, which stays open',
    async () => {
      const place = await placeOf('account');
      const { accountId } = JSON.parse(await user.succeed(['stack', 'output', '--json'], place)) as {
        accountId: string;
      };
      const { exit, stdout, stderr } = await user.run(['destroy', '--yes'], place);
      expect(exit).not.toBe(0);
      expect(stdout + stderr).toContain('protect');
      const organizations = await new Administrators(sandbox).client(
        OrganizationsClient,
        sandbox.accounts.management,
      );
      const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
      expect(Accounts.find(({ Id }) => Id === accountId)?.Status).toBe('ACTIVE');
    },
    minutes(5),
  );
});

/** URN -> id of all that a checkpoint has. */
function idsOf({ resources = [] }: Exported['deployment']): Record<string, string | undefined> {
  return Object.fromEntries(resources.map(({ urn, id }) => [urn, id]));
}
