import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateDetectorCommand, GuardDutyClient } from '@aws-sdk/client-guardduty';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
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
  'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
  'aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature',
  'aws:guardduty/detectorFeature:DetectorFeature',
  'aws:organizations/account:Account',
];

const programs = {
  'log-archive': () => import('@trailguard/stacks/log-archive'),
  organization: () => import('@trailguard/stacks/organization'),
  security: () => import('@trailguard/stacks/security'),
  account: () => import('@trailguard/stacks/account'),
};
type Project = keyof typeof programs;

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
  Object.assign(then, detectorsOf(await savedState('security')));
  Object.assign(ids, await createDetectors(then));
  substitute = (text) =>
    Object.entries(then).reduce((changed, [name, id]) => changed.replaceAll(id, ids[name] ?? id), text);
});
afterAll(async () => {
  await sandbox?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** How the sandbox's administrator asks it. */
function asAdministrator() {
  const { environment } = sandbox;
  return {
    region: environment.AWS_REGION ?? '',
    endpoint: sandbox.endpoint,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
}

/** What a stack was saved as, with the ids of then. */
async function savedState(project: Project): Promise<SavedStack> {
  return JSON.parse(await readFile(join(recorded, `trailguard-${project}.json`), 'utf8'));
}

interface SavedStack {
  checkpoint: {
    stack: string;
    latest: { resources: { type: string; id?: string; inputs?: { kmsKeyId?: string; region?: string } }[] };
  };
}

/** The detectors of the administrator, by a name that tells their region. */
function detectorsOf({ checkpoint }: SavedStack): Ids {
  const configured = checkpoint.latest.resources.filter(
    ({ type }) => type === 'aws:guardduty/organizationConfiguration:OrganizationConfiguration',
  );
  return Object.fromEntries(configured.map(({ id = '', inputs }) => [`detector ${inputs?.region}`, id]));
}

/** Makes the administrator's detectors, which its program looks up. */
async function createDetectors(then: Ids): Promise<Ids> {
  const sts = new STSClient(asAdministrator());
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${sandbox.accounts.security}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'detectors',
    }),
  );
  sts.destroy();
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const made: Record<string, string> = {};
  for (const name of Object.keys(then).filter((key) => key.startsWith('detector '))) {
    const guardduty = new GuardDutyClient({
      ...asAdministrator(),
      credentials,
      region: name.replace('detector ', ''),
    });
    made[name] = (await guardduty.send(new CreateDetectorCommand({ Enable: true }))).DetectorId ?? '';
    guardduty.destroy();
  }
  return made;
}

async function createMember(): Promise<string> {
  const organizations = new OrganizationsClient(asAdministrator());
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
  project: Project,
): Promise<{ operations: Map<string, { op: string; type: string }>; before: string[] }> {
  const workDir = join(folder, project);
  await mkdir(workDir);
  const checkpoint = JSON.parse(substitute(JSON.stringify(await savedState(project))));
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
        ...(project === 'security' ? { AWS_PROFILE: 'trailguard-security' } : {}),
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
    // Both look keys of the log archive up, which is not there.
    ...(project === 'security'
      ? { 'trailguard:findingsExport': { value: 'false' }, 'trailguard:investigation': { value: 'false' } }
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
  it.each(Object.keys(programs) as Project[])('keeps what must not be replaced: %s', async (project) => {
    const { operations, before } = await upgrade(project);
    const of = (types: readonly string[], wanted: (op: string) => boolean) =>
      [...operations.values()].filter(({ op, type }) => types.includes(type) && wanted(op)).length;
    const isKept = (op: string) => op === 'same' || op === 'update';
    const counted = irreplaceable.map((type) => [type, before.filter((found) => found === type).length]);
    expect(counted.some(([, count]) => count !== 0)).toBe(true);
    expect(irreplaceable.map((type) => [type, of([type], isKept)])).toEqual(counted);
    // New things may come. What has another name now and no alias would be made anew, and the old one deleted.
    expect([...operations].filter(([, { op }]) => op.startsWith('delete') || op.includes('replace'))).toEqual(
      [],
    );
  });
});
