import { type Example, readExample, settingsIn } from './baseline-stacks/examples.ts';
import { addMembers, type StackSetting } from './baseline-stacks/organization.ts';
import { measureStart } from './baseline-stacks/start.ts';
import { operate, type Place } from './baseline-stacks/place.ts';
import { defaultRegions } from '@trailguard/controls/test';
import { defineBench } from './harness/bench.ts';
import { startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { type Rounds, takeTurns, timing } from './harness/rounds.ts';
import type { SandboxAnswer } from './processes/sandbox.ts';
import { roundTrips } from './stack-runs/grpc-echo.ts';
import { stackFolder } from './stack-runs/run-stack.ts';

/** Those whose size must not depend on the number of accounts. */
const organizationLevel = ['log-archive', 'organization', 'security'];
const operations = ['preview', 'up', 'again'] as const;
type Operation = (typeof operations)[number];

/** A resource is registered, checked, and then created or compared. */
const callsOfResource = 3;
const bytesOfCall = 1000;
const noDelays = { iam: 0, trustedAccess: 0, members: 0, accounts: 0 };
/** Regions of the small organization, which its example leaves to AWS. */
const fewRegions = defaultRegions.slice(0, 4);

export default defineBench({
  measures:
    "Preview, first and second up of both example organizations' stacks on the embedded engine, and what they begin with.",
  figures: {
    againToUp: {
      kind: 'ratio',
      means: 'three accounts: second up of all stacks / first up',
      aim: { atMost: 1 },
    },
    againToUpOfMany: {
      kind: 'ratio',
      means: 'many accounts and regions: second up of all stacks / first up',
      aim: { atMost: 1 },
    },
    resourcesOfManyToFew: {
      kind: 'ratio',
      means: 'resources of the organization-level stacks with many accounts / with three, in as many regions',
      aim: { atLeast: 1, atMost: 1 },
    },
    resourcesToRegions: { kind: 'ratio', means: 'those resources / regions of many accounts' },
    memoryOfManyToFew: {
      kind: 'ratio',
      means: 'peak memory of a preview of the organization stack: many accounts and regions / three accounts',
    },
    previewToBare: {
      kind: 'limit',
      means: 'preview of all stacks / bare gRPC calls, as many as resources need',
    },
    upToBare: { kind: 'limit', means: 'first up of all stacks / bare gRPC calls, as many as resources need' },
    startUpToPlain: {
      kind: 'ratio',
      means:
        "loading and running the organization program as a job does / as Pulumi's defaults do: all of @pulumi/aws, compiled anew, the SDK's messages sent",
      aim: { atMost: 0.5 },
    },
    wholeToSubmodules: { kind: 'ratio', means: 'loading all of @pulumi/aws / six submodules of it' },
    tracesToNone: {
      kind: 'ratio',
      means:
        "preview of the organization stack / without any of the SDK's stack captures, and so without source lines",
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
    accounts: { default: 1000, least: 3, most: 2000, description: 'accounts of the large organization' },
    regions: { default: 17, least: 3, most: 17, description: 'regions of the large organization' },
  },
  maxMinutes: 40,
  async run({ accounts, regions }) {
    await using echo = await startProcess<{ port: number }>('grpc-echo', {});
    const three = await readExample('three-accounts', fewRegions);
    const few = await measureLife(three, { accounts: 3, rounds: 3, port: echo.answer.port });
    const thousand = inRegions(await readExample('thousand-accounts', fewRegions), regions);
    const many = await measureLife(thousand, { accounts, rounds: 1, port: echo.answer.port });
    const sameRegions = await previewedResources(thousand);
    return {
      againToUp: few.rounds.ratio('again', 'up'),
      againToUpOfMany: many.rounds.ratio('again', 'up'),
      resourcesOfManyToFew: ofOrganization(many.resources) / ofOrganization(sameRegions),
      resourcesToRegions: ofOrganization(many.resources) / thousand.regions.length,
      memoryOfManyToFew: many.previewMegabytes / few.previewMegabytes,
      previewToBare: few.rounds.ratio('preview', 'bare'),
      upToBare: few.rounds.ratio('up', 'bare'),
      ...(await measureStart(() => newPlace(three, 3))),
    };
  },
});

/** The example in some of its regions, first those that its settings need and the one of AWS's global services. */
function inRegions(example: Example, count: number): Example {
  const { stacks, regions } = example;
  const copies = stacks.map(({ config }) => config['trailguard:logCopyRegion']);
  const needed = [regions[0], 'us-east-1', ...copies].filter((region) => region !== undefined);
  const chosen = [...new Set([...needed, ...regions])].slice(0, Math.max(count, new Set(needed).size));
  return {
    ...example,
    regions: chosen,
    stacks: stacks.map((stack) => ({
      ...stack,
      config: { ...stack.config, 'trailguard:regions': JSON.stringify(chosen) },
    })),
  };
}

/** An organization in a sandbox of its own, with as many members as the example has. */
async function newPlace(example: Example, accounts: number): Promise<Place> {
  const sandbox = await startProcess<SandboxAnswer>('sandbox', {
    accountLimit: accounts + 1,
    delays: noDelays,
    regions: example.regions,
  });
  await addMembers(sandbox.answer, accounts - 3);
  const folder = await stackFolder();
  return {
    folder,
    stacks: await settingsIn(sandbox.answer, example),
    async [Symbol.asyncDispose]() {
      await sandbox[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

type Resources = ReadonlyMap<StackSetting['name'], number>;

const ofOrganization = (resources: Resources) =>
  organizationLevel.reduce((sum, name) => sum + (resources.get(name as StackSetting['name']) ?? NaN), 0);
const countOf = (changes: Readonly<Record<string, number>>) =>
  Object.values(changes).reduce((sum, each) => sum + each, 0);

/** How many resources the organization-level stacks have with three accounts: a preview of each tells. */
async function previewedResources(example: Example): Promise<Resources> {
  await using place = await newPlace(example, 3);
  const resources = new Map<StackSetting['name'], number>();
  for (const stack of place.stacks.filter(({ name }) => organizationLevel.includes(name)))
    resources.set(stack.name, countOf((await operate(place, stack, 'up')).answer.changes));
  return resources;
}

/**
 * Each round has an organization of its own. A stack is previewed and applied twice before the next one begins, as
 * it has to be there first; times are sums over the stacks.
 */
async function measureLife(
  example: Example,
  { accounts, rounds: count, port }: { accounts: number; rounds: number; port: number },
) {
  const resources = new Map<StackSetting['name'], number>();
  const rows: Record<string, string | number>[] = [];
  let spent: Record<Operation, number> = { preview: NaN, up: NaN, again: NaN };
  let previewMegabytes = NaN;
  const live = async () => {
    await using place = await newPlace(example, accounts);
    spent = { preview: 0, up: 0, again: 0 };
    rows.length = 0;
    for (const stack of place.stacks) {
      for (const operation of operations) {
        const { answer, peakMegabytes } = await operate(place, stack, operation);
        const { operationMs, changes } = answer;
        const made = countOf(changes);
        if (operation === 'again' && changes.same !== made)
          throw new Error(`a second up of ${stack.name} changes something: ${JSON.stringify(changes)}`);
        if (operation === 'up') resources.set(stack.name, made);
        if (operation === 'preview' && stack.name === 'organization') previewMegabytes = peakMegabytes;
        spent[operation] += operationMs;
        rows.push({
          stack: stack.name,
          operation,
          resources: made,
          ms: Math.round(operationMs),
          'peak, MiB': Math.round(peakMegabytes),
        });
      }
    }
    return spent.preview;
  };
  const total = () => countOf(Object.fromEntries(resources));
  const title = `${example.name}: ${accounts} accounts x ${example.regions.length} regions`;
  const rounds: Rounds<Operation | 'bare'> = await takeTurns(
    title,
    {
      preview: live,
      up: () => spent.up,
      again: () => spent.again,
      bare: timing(() => roundTrips(port, callsOfResource * total(), bytesOfCall)),
    },
    { rounds: count, warmUps: 0, seconds: 300 },
  );
  printTable(`${title}, stacks of the last round`, rows);
  return { rounds, resources, previewMegabytes };
}
