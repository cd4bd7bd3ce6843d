import { join } from 'node:path';
import { packPolicies } from '@trailguard/policy-pack';
import { absent, type Absent, defineBench, type Figure } from './harness/bench.ts';
import { askProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { type Rounds, takeTurns, timed } from './harness/rounds.ts';
import type { ExampleResource } from './policy-packs/examples.ts';
import { encodedStack, installed, type PackPlace, type RunningPack, startPack } from './policy-packs/pack.ts';
import { stateOf } from './policy-packs/state.ts';
import { askInTurns } from './policy-packs/turns.ts';

/** Names of our policies that are asked about single resources: what the engine is told of most of them, each time. */
const resourcePolicies = packPolicies()
  .filter((policy) => 'validateResource' in policy)
  .map(({ name }) => name);
const packs = {
  empty: { folder: join(import.meta.dirname, 'policy-packs/empty') },
  ours: { folder: join(import.meta.dirname, '../../policy-pack') },
  awsguard: { folder: join(import.meta.dirname, 'policy-packs/awsguard') },
  silent: {
    folder: join(import.meta.dirname, 'policy-packs/silent'),
    environment: { POLICY_NAMES: JSON.stringify(resourcePolicies) },
  },
} as const satisfies Readonly<Record<string, PackPlace>>;
type Pack = keyof typeof packs;

/** A type that AWSGuard judges too, by the name that its version of the provider gave it. */
const judgedByAll = 'aws:s3/bucket:Bucket';
/** Resources of a stack, and how often all packs are asked about it. */
const passesOf = { 200: 5, 1000: 2, 3000: 1, 10000: 1 } as const;
const sizes = [200, 1000, 3000, 10_000] as const;
type Kind = 'shared' | 'costly';

const meaning: Readonly<Record<Kind, string>> = {
  shared: 'resources of a type that every pack judges',
  costly: 'resources of the type that costs us most',
};

const perSize = Object.fromEntries(
  (['shared', 'costly'] as const).flatMap((kind) =>
    sizes.flatMap((size): [string, Figure][] => [
      [
        `${kind}${size}ToEmpty`,
        {
          kind: 'limit',
          means: `${size} ${meaning[kind]}: processor time / that of an empty pack`,
          aim: { atMost: 1.2 },
        },
      ],
      [
        `${kind}${size}ToAwsguard`,
        { kind: 'ratio', means: `${size} ${meaning[kind]}: processor time / that of AWSGuard` },
      ],
      [
        `${kind}${size}ToSilent`,
        {
          kind: 'limit',
          means: `${size} ${meaning[kind]}: processor time / that of as many policies that are about none of them`,
        },
      ],
    ]),
  ),
);

export default defineBench({
  measures:
    'The policy pack beside an empty one and AWSGuard: start, time per resource and memory; the state lens.',
  figures: {
    startToEmpty: { kind: 'limit', means: 'start / start of an empty pack', aim: { atMost: 1.3 } },
    startToAwsguard: { kind: 'ratio', means: 'start / start of AWSGuard' },
    ...perSize,
    growth: {
      kind: 'ratio',
      means: 'costly10000ToEmpty / costly200ToEmpty',
      aim: { atMost: 1.2 },
    },
    memoryToEmpty: { kind: 'limit', means: 'peak memory after 10,000 resources / that of an empty pack' },
    stateToAnalyze: {
      kind: 'ratio',
      means: 'state lens on 1,000 resources / start of an empty pack and its calls of Analyze for them',
      aim: { atMost: 0.1 },
    },
  } as Readonly<Record<string, Figure>>,
  parameters: {
    largest: { default: 10_000, least: 200, most: 10_000, description: 'largest stack that is measured' },
    costly: {
      default: 1,
      least: 1,
      most: 10,
      description: 'which of the types that cost us most: 1 is the first, 2 the next',
    },
  },
  maxMinutes: 30,
  async run({ largest, costly }) {
    const peers = await contestants();
    const starts = await takeTurns(
      'start of a pack',
      by(peers, (pack) => async () => {
        await using running = await startPack(packs[pack]);
        return running.startMs;
      }),
      { rounds: 7 },
    );
    const { answer: examples } = await askProcess<ExampleResource[]>('examples', {});
    const shared = examples.find(({ type }) => type === judgedByAll);
    if (shared === undefined) throw new Error(`no stack declares ${judgedByAll}`);
    const ofShared = await bySize('shared', peers, shared, largest);
    const ofCostly = await bySize('costly', peers, await costliest(examples, costly), largest);
    const few = ofCostly.figures.costly200ToEmpty as number;
    const many = ofCostly.figures.costly10000ToEmpty as number | Absent;
    return {
      startToEmpty: starts.ratio('ours', 'empty'),
      startToAwsguard: peers.includes('awsguard') ? starts.ratio('ours', 'awsguard') : noAwsguard,
      ...ofShared.figures,
      ...ofCostly.figures,
      growth: typeof many === 'number' ? many / few : many,
      memoryToEmpty: typeof many === 'number' ? ofCostly.memory : many,
      stateToAnalyze: await stateToAnalyze(examples),
    };
  },
});

const noAwsguard = absent('AWSGuard and its packages could not be installed from the npm registry');

/** The packs that can run here. */
async function contestants(): Promise<Pack[]> {
  try {
    await installed(packs.awsguard.folder);
    return ['empty', 'ours', 'silent', 'awsguard'];
  } catch {
    return ['empty', 'ours', 'silent'];
  }
}

function by<T>(peers: readonly Pack[], make: (pack: Pack) => T): Record<Pack, T> {
  return Object.fromEntries(peers.map((pack) => [pack, make(pack)])) as Record<Pack, T>;
}

interface BySize {
  readonly figures: Record<string, number | Absent>;
  /** Our peak / the empty pack's, after the largest stack. */
  readonly memory: number;
}

/** All packs, asked about stacks of ever more resources of a type. */
async function bySize(
  kind: Kind,
  peers: readonly Pack[],
  example: ExampleResource,
  largest: number,
): Promise<BySize> {
  await using stop = new AsyncDisposableStack();
  const running = {} as Record<Pack, RunningPack>;
  for (const pack of peers) running[pack] = stop.use(await startPack(packs[pack]));
  const figures: BySize['figures'] = {};
  for (const size of sizes) {
    const rounds = size > largest ? undefined : await asked(running, example, size);
    const skipped = absent(`only stacks of at most ${largest} were asked for`);
    figures[`${kind}${size}ToEmpty`] = rounds?.ratio('ours', 'empty') ?? skipped;
    figures[`${kind}${size}ToSilent`] = rounds?.ratio('ours', 'silent') ?? skipped;
    figures[`${kind}${size}ToAwsguard`] = peers.includes('awsguard')
      ? (rounds?.ratio('ours', 'awsguard') ?? skipped)
      : noAwsguard;
  }
  const peaks: Partial<Record<Pack, number>> = {};
  for (const pack of peers) peaks[pack] = await running[pack].peakMegabytes();
  printTable(
    `memory after all stacks of ${example.type}`,
    peers.map((pack) => ({ pack, 'peak, MiB': Math.round(peaks[pack] ?? 0) })),
  );
  return { figures, memory: (peaks.ours ?? Number.NaN) / (peaks.empty ?? Number.NaN) };
}

function asked(
  running: Readonly<Record<Pack, RunningPack>>,
  example: ExampleResource,
  size: (typeof sizes)[number],
): Promise<Rounds<Pack>> {
  return askInTurns(running, encodedStack([example], size), {
    title: `${size} of ${example.type}`,
    passes: passesOf[size],
    warmUps: size === sizes[0] ? 2 : 0,
  });
}

/**
 * The example at a place, from 1, of those whose resources take our process most processor time beyond what an empty
 * pack's takes, by trying a few of each, four times. The time of the clock, and that of one try, would name whichever
 * type met a busy moment.
 */
async function costliest(examples: readonly ExampleResource[], place: number): Promise<ExampleResource> {
  await using ours = await startPack(packs.ours);
  await using empty = await startPack(packs.empty);
  const few = 40;
  const tried: { example: ExampleResource; ms: number }[] = [];
  for (const example of examples) {
    const { single, whole } = encodedStack([example], few);
    const used = async (pack: RunningPack) => {
      const before = pack.processorMs();
      await pack.askAbout(single);
      await pack.askAboutStack(whole);
      return pack.processorMs() - before;
    };
    const least = { ours: Number.POSITIVE_INFINITY, empty: Number.POSITIVE_INFINITY };
    for (let round = 0; round < 4; round++) {
      least.ours = Math.min(least.ours, await used(ours));
      least.empty = Math.min(least.empty, await used(empty));
    }
    tried.push({ example, ms: (least.ours - least.empty) / few });
  }
  tried.sort((a, b) => b.ms - a.ms);
  printTable(
    "processor time of a resource beyond an empty pack's, the first ten types",
    tried
      .slice(0, 10)
      .map(({ example, ms }) => ({ type: example.type, 'ms a resource': Number(ms.toFixed(2)) })),
  );
  return (tried[place - 1] as { example: ExampleResource }).example;
}

/**
 * The state lens beside the least that `pulumi policy analyze` does with an empty pack: starting it and asking it about
 * each resource and the stack. What the command itself needs is left out, in its favour.
 */
async function stateToAnalyze(examples: readonly ExampleResource[]): Promise<number> {
  const size = 1000;
  const text = stateOf(examples, size);
  const { single, whole } = encodedStack(examples, size);
  const rounds = await takeTurns(
    `a saved state of ${size} resources of all types`,
    {
      lens: async () => (await askProcess<{ checkMs: number }>('state-lens', { text })).answer.checkMs,
      analyze: () =>
        timed(async () => {
          await using pack = await startPack(packs.empty);
          await pack.analyze(single);
          await pack.askAboutStack(whole);
        }),
    },
    { rounds: 5, warmUps: 0, seconds: 45 },
  );
  return rounds.ratio('lens', 'analyze');
}
