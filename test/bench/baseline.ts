import { addMembers, type StackSetting, stackSettings } from './baseline-stacks/organization.ts';
import { regionNames } from './estate/large-estate.ts';
import { defineBench } from './harness/bench.ts';
import { askProcess, startProcess, type ProcessOptions, type RunningProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { type Rounds, takeTurns, timing } from './harness/rounds.ts';
import type { SandboxAnswer } from './processes/sandbox.ts';
import type { StackTask } from './processes/stack.ts';
import { roundTrips } from './stack-runs/grpc-echo.ts';
import { plugins } from './stack-runs/paths.ts';
import { packStart, pluginStart } from './stack-runs/plugin-start.ts';
import { runStack, type StackFolder, stackFolder } from './stack-runs/run-stack.ts';

const stacks = ['log-archive', 'organization', 'security', 'account'] as const;
/** Those whose size must not depend on the number of accounts. */
const organizationLevel = ['log-archive', 'organization', 'security'] as const;
const operations = ['preview', 'up', 'again'] as const;
type Stack = (typeof stacks)[number];
type Operation = (typeof operations)[number];

const submodules = ['cloudtrail', 'guardduty', 'iam', 'kms', 's3', 'sns'];
/** A resource is registered, checked, and then created or compared. */
const callsOfResource = 3;
const bytesOfCall = 1000;
const noDelays = { iam: 0, trustedAccess: 0, members: 0, accounts: 0 };

export default defineBench({
  measures:
    "Preview, first and second up of the product's stacks on the embedded engine, and what they begin with.",
  figures: {
    againToUp: { kind: 'ratio', means: 'second up of all stacks / first up', aim: { atMost: 1 } },
    resourcesToRegions: {
      kind: 'ratio',
      means: 'resources of the organization-level stacks / regions: as many however many accounts there are',
    },
    previewToBare: {
      kind: 'limit',
      means: 'preview of all stacks / bare gRPC calls, as many as resources need',
    },
    upToBare: { kind: 'limit', means: 'first up of all stacks / bare gRPC calls, as many as resources need' },
    startUpToPlain: {
      kind: 'ratio',
      means: 'loading and running the organization program / loading all of @pulumi/aws before it',
      aim: { atMost: 0.5 },
    },
    wholeToSubmodules: { kind: 'ratio', means: 'loading all of @pulumi/aws / six submodules of it' },
    tracesToNone: {
      kind: 'ratio',
      means:
        "preview of the organization stack / without the SDK's stack captures, and so without source lines",
    },
    importShare: { kind: 'ratio', means: "loading SDK and program / the organization stack's whole preview" },
    constructionShare: {
      kind: 'ratio',
      means: "running the program / the organization stack's whole preview",
    },
    providerShare: { kind: 'ratio', means: "the provider's start / the organization stack's whole preview" },
    policyShare: { kind: 'ratio', means: "the policy pack's start / the organization stack's whole preview" },
  },
  parameters: {
    accounts: { default: 3, least: 3, most: 2000, description: 'accounts of the organization' },
    regions: { default: 4, least: 1, most: 17, description: 'regions that each of them has enabled' },
  },
  maxMinutes: 25,
  async run({ accounts, regions }) {
    await using echo = await startProcess<{ port: number }>('grpc-echo', {});
    const { rounds, resources } = await measureLife(accounts, regions, echo.answer.port);
    const organizationResources = organizationLevel.reduce(
      (sum, name) => sum + (resources.get(name) ?? NaN),
      0,
    );
    return {
      againToUp: rounds.ratio('again', 'up'),
      resourcesToRegions: organizationResources / regions,
      previewToBare: rounds.ratio('preview', 'bare'),
      upToBare: rounds.ratio('up', 'bare'),
      ...(await measureStart(regions)),
    };
  },
});

/** A new organization, and a folder for its stacks. */
interface Place extends AsyncDisposable {
  readonly sandbox: RunningProcess<SandboxAnswer>;
  readonly folder: StackFolder;
  readonly stacks: readonly StackSetting[];
}

async function newPlace(accounts: number, regions: number): Promise<Place> {
  const sandbox = await startProcess<SandboxAnswer>('sandbox', {
    accountLimit: accounts + 1,
    delays: noDelays,
    regions: regionNames.slice(0, regions),
  });
  await addMembers(sandbox.answer, accounts - 3);
  const folder = await stackFolder();
  return {
    sandbox,
    folder,
    stacks: await stackSettings(sandbox.answer),
    async [Symbol.asyncDispose]() {
      await sandbox[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function operate(
  { folder }: Place,
  { name, settings, environment }: StackSetting,
  operation: Operation,
  more: Partial<StackTask> = {},
  options: ProcessOptions = {},
) {
  return runStack(
    {
      operation: operation === 'preview' ? 'preview' : 'up',
      program: { module: import.meta.resolve(`@trailguard/stacks/${name}`), name: 'program', arguments: [] },
      project: `trailguard-${name}`,
      provider: plugins.aws,
      workDir: folder.workDir,
      backend: folder.backend,
      settings,
      environment,
      ...more,
    },
    options,
  );
}

/**
 * Each round has an organization of its own. A stack is previewed and applied twice before the next one begins, as
 * it has to be there first; times are sums over the stacks.
 */
async function measureLife(accounts: number, regions: number, port: number) {
  const resources = new Map<Stack, number>();
  const rows: Record<string, string | number>[] = [];
  let spent: Record<Operation, number> = { preview: NaN, up: NaN, again: NaN };
  const live = async () => {
    await using place = await newPlace(accounts, regions);
    spent = { preview: 0, up: 0, again: 0 };
    rows.length = 0;
    for (const stack of place.stacks) {
      for (const operation of operations) {
        const { answer, peakMegabytes } = await operate(place, stack, operation);
        const { operationMs, changes } = answer;
        const count = Object.values(changes).reduce((sum, each) => sum + each, 0);
        if (operation === 'again' && changes.same !== count)
          throw new Error(`a second up of ${stack.name} changes something: ${JSON.stringify(changes)}`);
        if (operation === 'up') resources.set(stack.name, count);
        spent[operation] += operationMs;
        rows.push({
          stack: stack.name,
          operation,
          resources: count,
          ms: Math.round(operationMs),
          'peak, MiB': Math.round(peakMegabytes),
        });
      }
    }
    return spent.preview;
  };
  const total = () => [...resources.values()].reduce((sum, count) => sum + count, 0);
  const rounds: Rounds<Operation | 'bare'> = await takeTurns(
    `all stacks, ${accounts} accounts x ${regions} regions`,
    {
      preview: live,
      up: () => spent.up,
      again: () => spent.again,
      bare: timing(() => roundTrips(port, callsOfResource * total(), bytesOfCall)),
    },
    { rounds: 3, warmUps: 0, seconds: 300 },
  );
  printTable('stacks, last round', rows);
  return { rounds, resources };
}

async function measureStart(regions: number) {
  await using place = await newPlace(3, regions);
  const [archive, organization] = place.stacks as readonly [StackSetting, StackSetting, ...StackSetting[]];
  // The organization's program looks up what the archive has made.
  await operate(place, archive, 'up');
  const aws = import.meta.resolve('@pulumi/aws');
  const importOf = (modules: readonly string[]) => async () =>
    (await askProcess<{ importMs: number }>('import', { modules })).answer.importMs;
  const last = { importMs: NaN, programMs: NaN };
  const rounds = await takeTurns(
    "the organization stack's preview and what it begins with",
    {
      whole: async () => {
        const { answer } = await operate(place, organization, 'preview');
        Object.assign(last, answer);
        return answer.importMs + answer.operationMs;
      },
      import: () => last.importMs,
      construction: () => last.programMs,
      startUp: () => last.importMs + last.programMs,
      plainStartUp: async () => {
        const { answer } = await operate(place, organization, 'preview', { imports: [aws] });
        return answer.importMs + answer.programMs;
      },
      withoutTraces: async () => {
        const { answer } = await operate(
          place,
          organization,
          'preview',
          {},
          { nodeOptions: ['--stack-trace-limit=0'] },
        );
        return answer.importMs + answer.operationMs;
      },
      provider: () => pluginStart(['dist/main.js'], plugins.aws.path),
      policy: () => packStart(plugins.policyPack),
      wholeAws: importOf([aws]),
      submodules: importOf(submodules.map((name) => import.meta.resolve(`@pulumi/aws/${name}/index.js`))),
    },
    { rounds: 5, warmUps: 1, seconds: 150 },
  );
  return {
    startUpToPlain: rounds.ratio('startUp', 'plainStartUp'),
    wholeToSubmodules: rounds.ratio('wholeAws', 'submodules'),
    tracesToNone: rounds.ratio('whole', 'withoutTraces'),
    importShare: rounds.ratio('import', 'whole'),
    constructionShare: rounds.ratio('construction', 'whole'),
    providerShare: rounds.ratio('provider', 'whole'),
    policyShare: rounds.ratio('policy', 'whole'),
  };
}
