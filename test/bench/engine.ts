import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Absent, absent, defineBench, type Figure } from './harness/bench.ts';
import { type Answer, startProcess } from './harness/processes.ts';
import { printTable } from './harness/report.ts';
import { type Rounds, takeTurns, timing } from './harness/rounds.ts';
import type { StackAnswer, StackTask } from './processes/stack.ts';
import { cliVersion } from './stack-runs/cli.ts';
import { roundTrips } from './stack-runs/grpc-echo.ts';
import { plugins } from './stack-runs/paths.ts';
import { packStart, pluginStart } from './stack-runs/plugin-start.ts';
import { runStack, type StackFolder, stackFolder } from './stack-runs/run-stack.ts';
import { stateText, writeOnce } from './stack-runs/state-file.ts';

/** Resources of the programs. */
const sizes = [150, 1000] as const;
const operations = ['preview', 'up', 'again', 'destroy'] as const;
type Operation = (typeof operations)[number];

/** An operation by the CLI. */
type ByCli = `${Operation}ByCli`;
/** Round trips and one safe write, as many calls as a preview or an update makes, or a destroy. */
type Bare = 'bareUpdate' | 'bareDestroy';
type Contestant = Operation | ByCli | Bare;

/** A resource is registered, checked, and then created or compared; one that goes is only deleted. */
const callsToApply = 3;
const callsToDelete = 1;
/** About what a resource of AWS takes. */
const bytesOfCall = 700;
const project = 'bench-things';

const perSize = Object.fromEntries(
  sizes.flatMap((size): [string, Figure][] =>
    operations.flatMap((operation): [string, Figure][] => [
      [
        `${operation}${size}ToCli`,
        {
          kind: 'ratio',
          means: `${meaningOf(operation)} of ${size} resources / by the CLI`,
          aim: { atMost: 1 },
        },
      ],
      [
        `${operation}${size}ToBare`,
        {
          kind: 'limit',
          means: `${meaningOf(operation)} of ${size} resources / bare gRPC calls and one safe write of the state`,
        },
      ],
    ]),
  ),
);

const growth = Object.fromEntries(
  operations.map((operation): [string, Figure] => [
    `${operation}Growth`,
    {
      kind: 'ratio',
      means: `${meaningOf(operation)}: time for each resource of 1,000 / of 150`,
      aim: { atMost: 1.3 },
    },
  ]),
);

export default defineBench({
  measures:
    'Preview, first and second up and destroy by the embedded engine, beside the real CLI and bare gRPC.',
  figures: {
    ...perSize,
    ...growth,
    importShare: { kind: 'ratio', means: 'loading SDK and program / the whole preview of 150 resources' },
    constructionShare: { kind: 'ratio', means: 'running the program / the whole preview of 150 resources' },
    providerShare: { kind: 'ratio', means: "a provider's start / the whole preview of 150 resources" },
    policyShare: { kind: 'ratio', means: "the policy pack's start / the whole preview of 150 resources" },
  } satisfies Record<string, Figure>,
  maxMinutes: 15,
  async run() {
    const version = await cliVersion();
    await using echo = await startProcess<{ port: number }>('grpc-echo', {});
    const measured: Record<string, number | Absent> = {};
    const times: Partial<Record<Operation, number[]>> = {};
    for (const size of sizes) {
      const rounds = await measure(size, echo.answer.port, version !== undefined);
      for (const operation of operations) {
        const bare = operation === 'destroy' ? 'bareDestroy' : 'bareUpdate';
        measured[`${operation}${size}ToBare`] = rounds.ratio(operation, bare);
        measured[`${operation}${size}ToCli`] =
          version === undefined
            ? absent('no pulumi that works is on PATH')
            : rounds.ratio(operation, `${operation}ByCli`);
        times[operation] = [...(times[operation] ?? []), rounds.median(operation) / size];
      }
    }
    for (const operation of operations) {
      const [small = Number.NaN, large = Number.NaN] = times[operation] ?? [];
      measured[`${operation}Growth`] = large / small;
    }
    return { ...measured, ...(await startUp()) };
  },
});

function meaningOf(operation: Operation): string {
  return { preview: 'preview', up: 'first up', again: 'second up', destroy: 'destroy' }[operation];
}

function thingsTask(size: number, operation: Operation, engine: StackTask['engine'], folder: StackFolder) {
  return {
    operation: operation === 'again' ? ('up' as const) : operation,
    engine,
    program: {
      module: pathToFileURL(join(import.meta.dirname, 'things/program.ts')).href,
      name: 'thingsProgram',
      arguments: [size],
    },
    project,
    provider: plugins.things,
    workDir: folder.workDir,
    backend: folder.backend,
  };
}

/** What an operation has to say it did, or its time means nothing. Default providers are not counted. */
function check(size: number, operation: Operation, { changes }: StackAnswer): void {
  const expected = { preview: 'create', up: 'create', again: 'same', destroy: 'delete' }[operation];
  const things = changes[expected] ?? 0;
  if (things < size) throw new Error(`${operation} of ${size} things: ${JSON.stringify(changes)}`);
}

/** Each round goes through the life of a stack, from an empty folder on. */
async function measure(size: number, port: number, withCli: boolean): Promise<Rounds<Contestant>> {
  const folders: Partial<Record<StackTask['engine'], StackFolder>> = {};
  const peaks = new Map<Operation, number>();
  let state: unknown;
  const step = (operation: Operation, engine: StackTask['engine']) => async () => {
    if (operation === 'preview') folders[engine] = await stackFolder();
    const folder = folders[engine] as StackFolder;
    const { answer, peakMegabytes } = await runStack(thingsTask(size, operation, engine, folder));
    check(size, operation, answer);
    if (engine === 'embedded') peaks.set(operation, peakMegabytes);
    if (engine === 'embedded' && operation === 'again')
      state = JSON.parse(await stateText(folder.backend, project));
    if (operation === 'destroy') await folder[Symbol.asyncDispose]();
    return answer.operationMs;
  };
  const bare = (calls: number) =>
    timing(async () => {
      await using folder = await stackFolder();
      await roundTrips(port, calls * size, bytesOfCall);
      await writeOnce(folder.workDir, state);
    });
  const ours = Object.fromEntries(operations.map((operation) => [operation, step(operation, 'embedded')]));
  const theirs = Object.fromEntries(
    operations.map((operation) => [`${operation}ByCli`, step(operation, 'cli')]),
  );
  const contestants = {
    ...ours,
    ...(withCli ? theirs : {}),
    bareUpdate: bare(callsToApply),
    bareDestroy: bare(callsToDelete),
  } as Record<Contestant, () => Promise<number>>;
  await using _kept = folderRemover(folders);
  const rounds = await takeTurns(`${size} resources, one operation a process`, contestants, {
    rounds: size > 500 ? 3 : 5,
    warmUps: size > 500 ? 0 : 1,
    seconds: 150,
  });
  printTable(
    `most memory of the engine's process with ${size} resources, MiB`,
    [...peaks].map(([operation, peak]) => ({ operation, peak: Math.round(peak) })),
  );
  return rounds;
}

/** Removes what a failed round leaves behind. */
function folderRemover(folders: Partial<Record<StackTask['engine'], StackFolder>>): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      for (const folder of Object.values(folders)) await folder[Symbol.asyncDispose]();
    },
  };
}

/** What a preview of 150 resources begins with. */
async function startUp(): Promise<Record<string, number>> {
  const last: { answer?: Answer<StackAnswer> } = {};
  const rounds = await takeTurns(
    'start-up of a preview of 150 resources',
    {
      whole: async () => {
        await using folder = await stackFolder();
        last.answer = await runStack(thingsTask(150, 'preview', 'embedded', folder));
        const { importMs, operationMs } = last.answer.answer;
        return importMs + operationMs;
      },
      import: () => last.answer?.answer.importMs ?? Number.NaN,
      construction: () => last.answer?.answer.programMs ?? Number.NaN,
      provider: () => pluginStart(['.'], plugins.things.path),
      policy: () => packStart(plugins.policyPack),
    },
    { rounds: 5, seconds: 60 },
  );
  return {
    importShare: rounds.ratio('import', 'whole'),
    constructionShare: rounds.ratio('construction', 'whole'),
    providerShare: rounds.ratio('provider', 'whole'),
    policyShare: rounds.ratio('policy', 'whole'),
  };
}
