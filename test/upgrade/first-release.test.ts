import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { type EngineEvent, LocalWorkspace } from '@pulumi/pulumi/automation/index.js';
import { embeddedPulumi } from '@trailguard/engine';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * State that the first release left, recorded by `record.ts`. Its ids are those of another sandbox: they
 * are put in place of the ones of this run, which a preview takes for the same organization.
 */
const recorded = join(import.meta.dirname, 'fixtures/first-release');

/** What an upgrade must never replace: log files, what opens them, what records, what watches. */
const irreplaceable = [
  'aws:s3/bucket:Bucket',
  'aws:kms/key:Key',
  'aws:cloudtrail/trail:Trail',
  'aws:guardduty/detector:Detector',
  'aws:organizations/account:Account',
];

const programs = {
  'log-archive': () => import('@trailguard/stacks/log-archive'),
  organization: () => import('@trailguard/stacks/organization'),
  account: () => import('@trailguard/stacks/account'),
};

interface Ids {
  readonly [name: string]: string;
}

let sandbox: Sandbox;
let folder: string;
let substitute: (text: string) => string;
let ids: Ids;

beforeAll(async () => {
  sandbox = await startSandbox({ delays: { accounts: 0 } });
  folder = await mkdtemp(join(tmpdir(), 'trailguard-upgrade-'));
  const then = JSON.parse(await readFile(join(recorded, 'ids.json'), 'utf8')) as Ids;
  ids = {
    ...then,
    organizationId: sandbox.organizationId,
    ...sandbox.accounts,
    member: await createMember(),
  };
  substitute = (text) =>
    Object.entries(then).reduce((changed, [name, id]) => changed.replaceAll(id, ids[name] ?? id), text);
});
afterAll(async () => {
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function createMember(): Promise<string> {
  const { environment } = sandbox;
  const organizations = new OrganizationsClient({
    region: environment.AWS_REGION ?? '',
    endpoint: sandbox.endpoint,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  const { CreateAccountStatus } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'payments', Email: 'payments@example.com' }),
  );
  for (;;) {
    const { CreateAccountStatus: now } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: CreateAccountStatus?.Id ?? '' }),
    );
    if (now?.State === 'FAILED') throw new Error(now.FailureReason);
    if (now?.AccountId !== undefined) return now.AccountId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Previews today's program over the recorded state: the operation on each resource, by URN, and the types before. */
async function upgrade(
  project: 'log-archive' | 'organization' | 'account',
): Promise<{ operations: Map<string, { op: string; type: string }>; before: string[] }> {
  const workDir = join(folder, project);
  await mkdir(workDir);
  const checkpoint = JSON.parse(
    substitute(await readFile(join(recorded, `trailguard-${project}.json`), 'utf8')),
  );
  const state = checkpoint.checkpoint.latest;
  const { program } = await programs[project]();
  const stack = await LocalWorkspace.createOrSelectStack(
    {
      projectName: `trailguard-${project}`,
      stackName: checkpoint.checkpoint.stack.split('/').at(-1),
      program,
    },
    {
      workDir,
      pulumiCommand: embeddedPulumi(),
      projectSettings: {
        name: `trailguard-${project}`,
        runtime: 'nodejs',
        plugins: {
          providers: [
            {
              name: 'aws',
              path: dirname(
                fileURLToPath(import.meta.resolve('@trailguard/sandbox/provider/PulumiPlugin.yaml')),
              ),
            },
          ],
        },
      } as never,
      envVars: {
        ...sandbox.environment,
        PULUMI_BACKEND_URL: `file://${folder}`,
        PULUMI_CONFIG_PASSPHRASE: 'of an upgrade',
        AWS_CONFIG_FILE: await writeProfiles(),
      },
    },
  );
  await stack.setAllConfig({
    'aws:region': { value: 'us-east-1' },
    'trailguard:organizationId': { value: sandbox.organizationId },
    'trailguard:managementAccountId': { value: sandbox.accounts.management },
    'trailguard:logArchiveAccountId': { value: sandbox.accounts.logArchive },
    'trailguard:securityAccountId': { value: sandbox.accounts.security },
    'trailguard:homeRegion': { value: 'us-east-1' },
    ...(project === 'organization'
      ? {
          'trailguard:logKeyArn': { value: keyOfTrail(state) ?? '' },
          'trailguard:securityProfile': { value: 'trailguard-security' },
        }
      : {}),
    ...(project === 'account'
      ? {
          'trailguard:accountName': { value: 'payments' },
          'trailguard:email': { value: 'payments@example.com' },
          'trailguard:organizationalUnitId': { value: ids.unit ?? '' },
          'trailguard:memberProfile': { value: 'trailguard-member' },
        }
      : {}),
  });
  // The secrets of the state, of which it has none, are under the first release's passphrase.
  await stack.importStack({ version: 3, deployment: { ...state, secrets_providers: undefined } });
  const operations = new Map<string, { op: string; type: string }>();
  const onEvent = ({ resourcePreEvent: event }: EngineEvent) => {
    if (event) operations.set(event.metadata.urn, { op: event.metadata.op, type: event.metadata.type });
  };
  await stack.preview({ onEvent });
  return { operations, before: state.resources.map(({ type }: { type: string }) => type) };
}

/** The profiles in which the service lets a stack reach a second account. */
async function writeProfiles(): Promise<string> {
  const file = join(folder, 'aws-config');
  const profile = (name: string, account: string | undefined) =>
    `[profile trailguard-${name}]\nrole_arn = arn:aws:iam::${account}:role/OrganizationAccountAccessRole\ncredential_source = Environment\n`;
  await writeFile(file, profile('member', ids.member) + profile('security', ids.security));
  return file;
}

function keyOfTrail(state: {
  resources: { type: string; inputs?: { kmsKeyId?: string } }[];
}): string | undefined {
  return state.resources.find(({ type }) => type === 'aws:cloudtrail/trail:Trail')?.inputs?.kmsKeyId;
}

describe('an upgrade from the first release', () => {
  it.each(['log-archive', 'organization', 'account'] as const)(
    'keeps what must not be replaced: %s',
    async (project) => {
      const { operations, before } = await upgrade(project);
      const of = (types: readonly string[], wanted: (op: string) => boolean) =>
        [...operations.values()].filter(({ op, type }) => types.includes(type) && wanted(op)).length;
      const isKept = (op: string) => op === 'same' || op === 'update';
      const counted = irreplaceable.map((type) => [type, before.filter((found) => found === type).length]);
      expect(counted.some(([, count]) => count !== 0)).toBe(true);
      expect(irreplaceable.map((type) => [type, of([type], isKept)])).toEqual(counted);
      // New things may come. What has another name now and no alias would be made anew, and the old one deleted.
      expect(
        [...operations].filter(([, { op }]) => op.startsWith('delete') || op.includes('replace')),
      ).toEqual([]);
    },
  );
});
