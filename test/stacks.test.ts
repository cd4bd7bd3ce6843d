import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { EnablePolicyTypeCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { CloudTrailClient, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import {
  type EngineEvent,
  LocalWorkspace,
  type OutputMap,
  type Stack,
} from '@pulumi/pulumi/automation/index.js';
import { embeddedPulumi } from '@trailguard/engine';
import { judge } from '@trailguard/controls';
import { estateOf, programControls, programOf, readState } from '@trailguard/policy-pack/state';
import { type Sandbox, startSandbox } from '@trailguard/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { accidents } from './blackout/accidents.ts';
import { replay } from './blackout/replay.ts';
import { runCampaign } from './mutations/campaign.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pack = join(root, 'policy-pack');

type Environment = Record<string, string>;
/** What happened to one stack: its first preview, its first update, and an update after that with a refresh. */
interface Run {
  readonly findings: readonly string[];
  readonly created: number;
  readonly again: Readonly<Record<string, number>>;
  readonly outputs: OutputMap;
}

let sandbox: Sandbox;
let folder: string;
const runs: Record<string, Run> = {};
/** What `pulumi stack export` prints of each stack once it is applied. */
const states: Record<string, string> = {};

/** Environment with credentials of a member, through the role that Organizations made there. */
async function inAccount(accountId: string): Promise<Environment> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    sandbox.environment;
  const sts = new STSClient({
    region: 'us-east-1',
    endpoint: sandbox.endpoint,
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`,
        RoleSessionName: 'stacks-test',
      }),
    );
    return {
      ...sandbox.environment,
      AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey ?? '',
      AWS_SESSION_TOKEN: Credentials?.SessionToken ?? '',
    };
  } finally {
    sts.destroy();
  }
}

/** Guardrails are made only where the organization takes their kinds of policies. */
async function enablePolicyTypes(): Promise<void> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    sandbox.environment;
  const organizations = new OrganizationsClient({
    region: 'us-east-1',
    endpoint: sandbox.endpoint,
    credentials: { accessKeyId, secretAccessKey },
  });
  for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
    await organizations.send(new EnablePolicyTypeCommand({ RootId: sandbox.rootId, PolicyType }));
  }
  organizations.destroy();
}

/** Opens a stack on its own files, as `pulumi` in its folder would, with the sandbox's provider. */
async function openStack(
  name: string,
  environment: Environment,
  settings: Record<string, string>,
): Promise<Stack> {
  const workDir = await mkdtemp(join(folder, `${name}-`));
  const project = {
    ...parse(await readFile(join(root, 'stacks', name, 'Pulumi.yaml'), 'utf8')),
    main: relative(workDir, join(root, 'stacks', name)),
    plugins: { providers: [{ name: 'aws', path: join(root, 'packages/sandbox/provider') }] },
  };
  await writeFile(join(workDir, 'Pulumi.yaml'), JSON.stringify(project));
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: 'test', workDir },
    {
      pulumiCommand: embeddedPulumi(),
      envVars: {
        ...environment,
        PULUMI_BACKEND_URL: `file://${folder}`,
        PULUMI_CONFIG_PASSPHRASE: 'test',
      },
    },
  );
  await stack.setAllConfig(
    Object.fromEntries(Object.entries(settings).map(([key, value]) => [`trailguard:${key}`, { value }])),
  );
  return stack;
}

/** Previews with the policy pack, and tells what it finds. */
async function preview(stack: Stack): Promise<string[]> {
  const findings: string[] = [];
  const onEvent = ({ policyEvent }: EngineEvent) => {
    if (policyEvent)
      findings.push(`${policyEvent.enforcementLevel} ${policyEvent.policyName}: ${policyEvent.message}`);
  };
  await stack.preview({ policyPacks: [pack], onEvent });
  return findings;
}

/** Applies, and applies again. */
async function applyTwice(stack: Stack): Promise<Omit<Run, 'findings'>> {
  const first = await stack.up();
  // Reads everything back from AWS first: what stands there is what the program says.
  const again = await stack.up({ refresh: true });
  return {
    created: first.summary.resourceChanges?.create ?? 0,
    again: again.summary.resourceChanges ?? {},
    outputs: again.outputs,
  };
}

/** The stacks in the order in which they are applied, on their own credentials. */
async function openStacks(): Promise<Record<string, Stack>> {
  const { management, logArchive, security } = sandbox.accounts;
  const settings = {
    organizationId: sandbox.organizationId,
    managementAccountId: management,
    logArchiveAccountId: logArchive,
    securityAccountId: security,
    homeRegion: 'us-east-1',
  };
  const account = {
    accountName: 'payments',
    email: 'aws+payments@example.com',
    organizationalUnitId: sandbox.rootId,
  };
  return {
    'log-archive': await openStack('log-archive', await inAccount(logArchive), settings),
    organization: await openStack('organization', { ...sandbox.environment }, settings),
    security: await openStack('security', await inAccount(security), settings),
    account: await openStack('account', { ...sandbox.environment }, { ...settings, ...account }),
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trailguard-stacks-'));
  // Two regions show what more would repeat.
  sandbox = await startSandbox({ regions: ['us-east-1', 'eu-west-1'] });
  await enablePolicyTypes();
  const stacks = Object.entries(await openStacks());
  // All previews come before the first update: nothing that one stack makes for another exists yet.
  const findings: Record<string, string[]> = {};
  for (const [name, stack] of stacks) findings[name] = await preview(stack);
  for (const [name, stack] of stacks)
    runs[name] = { findings: findings[name] ?? [], ...(await applyTwice(stack)) };
  for (const [name, stack] of stacks) states[name] = JSON.stringify(await stack.exportStack());
});

afterAll(async () => {
  await sandbox?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const names = ['log-archive', 'organization', 'security', 'account'];
/** Data events are billed by the event: whoever wants them chooses them (`dataEvents`). */
const leftToTheUser = ['CT-11', 'CT-12'];

describe.each(names)('the stack %s on an empty organization', (name) => {
  it('breaks no control on a preview before anything exists', () => {
    // What a preview cannot know is said, and is no finding.
    const broken = runs[name]?.findings.filter((finding) => !finding.startsWith('advisory not-evaluated: '));
    expect(broken?.map((finding) => /[A-Z]{2,3}-\d{2}/.exec(finding)?.[0] ?? finding)).toEqual(
      name === 'organization' ? leftToTheUser : [],
    );
  });

  it('is applied', () => {
    expect(runs[name]?.created).toBeGreaterThan(5);
  });

  it('is found as it was declared, and changes nothing the second time', () => {
    expect(Object.keys(runs[name]?.again ?? {})).toEqual(['same']);
  });
});

describe('what such previews cannot know', () => {
  /** The controls that the previews list as undecided, a control for each line. */
  const undecided = () =>
    Object.values(runs).flatMap(({ findings }) => findings.join().match(/[A-Z]{2,3}-\d{2}(?=: )/g) ?? []);

  it('rests on the key that another stack is to make, and on own ARNs', () => {
    expect(undecided()).toEqual(['CT-08', 'CT-23', 'ORG-05', 'ORG-07']);
  });

  it('is less than a twentieth of all verdicts', () => {
    // As many as the applied stacks show together: what a preview says of an account and Region, a state says too.
    const together = programOf(Object.entries(states).map(([name, text]) => readState(text, name)));
    const verdicts = judge(estateOf(together), { controls: programControls }).filter(
      ({ verdict: { status } }) => status === 'pass' || status === 'fail',
    );
    const open = undecided().map((id) =>
      Math.max(1, verdicts.filter(({ controlId }) => controlId === id).length),
    );
    expect(open.reduce((sum, count) => sum + count, 0) / verdicts.length).toBeLessThan(0.05);
  });
});

it('leaves the organization with a trail that records', async () => {
  const cloudtrail = new CloudTrailClient({
    region: 'us-east-1',
    endpoint: sandbox.endpoint,
    credentials: {
      accessKeyId: sandbox.environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: sandbox.environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  const status = await cloudtrail.send(
    new GetTrailStatusCommand({ Name: String(runs.organization?.outputs.trailArn?.value) }),
  );
  cloudtrail.destroy();
  expect(status.IsLogging).toBe(true);
});

it('watches every region that is enabled, and names what AWS offers none of', () => {
  expect(runs.organization?.outputs.regions?.value).toEqual(['us-east-1', 'eu-west-1']);
  expect(runs.organization?.outputs.regionsWithoutAdministrator?.value).toEqual([]);
  expect(runs.security?.outputs.notApplicable?.value).toHaveLength(2);
});

describe('the guard of what is logged and watched', () => {
  it('finds nothing lost where nothing changes', () => {
    expect(replay({ steps: () => [] }, states)).toEqual([]);
  });

  it.each(accidents)('names what is lost when $name', (accident) => {
    const lines = replay(accident, states);
    for (const part of accident.lost) expect(lines.join('\n')).toContain(part);
  });
});

describe('the baseline, broken in many small ways', () => {
  // All of some two thousand take a minute or two: TRAILGUARD_MUTANTS=all.
  const isWhole = process.env.TRAILGUARD_MUTANTS === 'all';

  it('is found broken each time, or the reason why nothing is lost is on the list', () => {
    const { mutants, found, missed, unused } = runCampaign(states, {
      seed: 20_261_121,
      ...(isWhole ? {} : { most: 600 }),
    });
    expect(missed).toEqual([]);
    expect(mutants).toBeGreaterThanOrEqual(600);
    // Controls and guard find the rest; much of what stands beside trails and detectors is the guard's alone.
    expect(found.byControls).toBeGreaterThan(mutants / 5);
    if (isWhole) expect(unused).toEqual([]);
  }, 600_000);
});
