import { join } from 'node:path';
import { absent, type Absent, defineBench, type Figure } from './harness/bench.ts';
import { askProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { type Rounds, takeTurns, timed } from './harness/rounds.ts';
import type { ExampleResource } from './policy-packs/examples.ts';
import { encodedStack, installed, type RunningPack, startPack } from './policy-packs/pack.ts';

const packs = {
  ours: join(import.meta.dirname, '../../policy-pack'),
  empty: join(import.meta.dirname, 'policy-packs/empty'),
  awsguard: join(import.meta.dirname, 'policy-packs/awsguard'),
} as const;
type Pack = keyof typeof packs;

/** A type that AWSGuard judges too, by the name that its version of the provider gave it. */
const judgedByAll = 'aws:s3/bucket:Bucket';
const sizes = [200, 1000, 3000, 10_000] as const;
const kinds = ['shared', 'costly'] as const;
type Kind = (typeof kinds)[number];

const meaning: Readonly<Record<Kind, string>> = {
  shared: 'resources of a type that every pack judges',
  costly: 'resources of the type that costs us most',
};

const perSize = Object.fromEntries(
  kinds.flatMap((kind) =>
    sizes.flatMap((size): [string, Figure][] => [
      [
        `${kind}${size}ToEmpty`,
        {
          kind: 'limit',
          means: `${size} ${meaning[kind]}: time / that of an empty pack`,
          aim: { atMost: 1.2 },
        },
      ],
      [
        `${kind}${size}ToAwsguard`,
        { kind: 'ratio', means: `${size} ${meaning[kind]}: time / that of AWSGuard`, aim: { atMost: 1 } },
      ],
    ]),
  ),
);

export default defineBench({
  measures: 'The policy pack beside an empty one and AWSGuard: start, time per resource and memory.',
  figures: {
    startToEmpty: { kind: 'limit', means: 'start / start of an empty pack', aim: { atMost: 1.3 } },
    startToAwsguard: { kind: 'ratio', means: 'start / start of AWSGuard', aim: { atMost: 1 } },
    ...perSize,
    memoryToEmpty: { kind: 'limit', means: 'peak memory after 10,000 resources / that of an empty pack' },
    growth: {
      kind: 'ratio',
      means: 'time for each resource, the costly type: of 10,000 / of 200',
      aim: { atMost: 1.3 },
    },
  } as Readonly<Record<string, Figure>>,
  parameters: {
    largest: { default: 10_000, least: 200, most: 10_000, description: 'largest stack that is measured' },
  },
  maxMinutes: 30,
  async run({ largest }) {
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
    const costly = await costliest(examples);
    const shared = examples.find(({ type }) => type === judgedByAll);
    if (shared === undefined) throw new Error(`no stack declares ${judgedByAll}`);

    const figures: Record<string, number | Absent> = {
      startToEmpty: starts.ratio('ours', 'empty'),
      startToAwsguard: peers.includes('awsguard') ? starts.ratio('ours', 'awsguard') : noAwsguard,
    };
    const perResource: Record<string, number> = {};
    let memory: Readonly<Record<string, number>> = {};
    for (const [kind, example] of [
      ['shared', shared],
      ['costly', costly],
    ] as const) {
      for (const size of sizes) {
        if (size > largest) {
          const skipped = absent(`only stacks of at most ${largest} were asked for`);
          Object.assign(figures, {
            [`${kind}${size}ToEmpty`]: skipped,
            [`${kind}${size}ToAwsguard`]: skipped,
          });
          continue;
        }
        const { rounds, peaks } = await asked(peers, example, size);
        figures[`${kind}${size}ToEmpty`] = rounds.ratio('ours', 'empty');
        figures[`${kind}${size}ToAwsguard`] = peers.includes('awsguard')
          ? rounds.ratio('ours', 'awsguard')
          : noAwsguard;
        perResource[`${kind}${size}`] = rounds.median('ours') / size;
        memory = peaks;
      }
    }
    const { costly200 = Number.NaN, costly10000 } = perResource;
    const missing = absent('stacks of 10,000 were not asked for');
    return {
      ...figures,
      growth: costly10000 === undefined ? missing : costly10000 / costly200,
      memoryToEmpty: costly10000 === undefined ? missing : (memory.ours ?? 0) / (memory.empty ?? 0),
    };
  },
});

const noAwsguard = absent('AWSGuard and its packages could not be installed from the npm registry');

/** The packs that can run here. */
async function contestants(): Promise<Pack[]> {
  try {
    await installed(packs.awsguard);
    return ['ours', 'empty', 'awsguard'];
  } catch {
    return ['ours', 'empty'];
  }
}

function by<T>(peers: readonly Pack[], make: (pack: Pack) => T): Record<Pack, T> {
  return Object.fromEntries(peers.map((pack) => [pack, make(pack)])) as Record<Pack, T>;
}

/** All packs, asked about the same stack in turns. */
async function asked(
  peers: readonly Pack[],
  example: ExampleResource,
  size: number,
): Promise<{ rounds: Rounds<Pack>; peaks: Readonly<Record<string, number>> }> {
  const stack = encodedStack([example], size);
  await using stop = new AsyncDisposableStack();
  const running: Partial<Record<Pack, RunningPack>> = {};
  for (const pack of peers) running[pack] = stop.use(await startPack(packs[pack]));
  const rounds = await takeTurns(
    `${size} of ${example.type}`,
    by(peers, (pack) => () => timed(() => running[pack]?.ask(stack))),
    { rounds: 5, warmUps: size > 1000 ? 0 : 1, seconds: 90 },
  );
  const peaks: Record<string, number> = {};
  for (const pack of peers) peaks[pack] = (await running[pack]?.peakMegabytes()) ?? 0;
  printTable(
    `memory after ${size} of ${example.type}`,
    peers.map((pack) => ({ pack, 'peak, MiB': Math.round(peaks[pack] ?? 0) })),
  );
  return { rounds, peaks };
}

/** The example whose resources take us most time beyond an empty pack's, by trying a few of each. */
async function costliest(examples: readonly ExampleResource[]): Promise<ExampleResource> {
  await using ours = await startPack(packs.ours);
  await using empty = await startPack(packs.empty);
  const tried: { example: ExampleResource; ms: number }[] = [];
  for (const example of examples) {
    const stack = encodedStack([example], 50);
    const beyond = async () => (await timed(() => ours.ask(stack))) - (await timed(() => empty.ask(stack)));
    await beyond();
    tried.push({ example, ms: Math.min(await beyond(), await beyond()) });
  }
  tried.sort((a, b) => b.ms - a.ms);
  printTable(
    "what a resource of a type costs beyond an empty pack's, the first ten types",
    tried
      .slice(0, 10)
      .map(({ example, ms }) => ({ type: example.type, 'ms a resource': (ms / 50).toFixed(2) })),
  );
  return (tried[0] as { example: ExampleResource }).example;
}
