import { printTable } from '../harness/report.ts';
import { Rounds, timed } from '../harness/rounds.ts';
import type { EncodedStack, RunningPack } from './pack.ts';

/** Resources that a pack is asked about before the next one has its turn. */
const turn = 25;

export interface PassOptions {
  /** What the table of this comparison is called. */
  readonly title: string;
  /** How often all packs are asked about the whole stack. */
  readonly passes: number;
  /** Passes before those, not counted. Default: 0. */
  readonly warmUps?: number;
}

/** Milliseconds: by the clock, and of the processors that pack and asker used. They take turns, so it is one path. */
interface Spent {
  readonly clock: number;
  readonly processors: number;
  /** Of the processors' time, that of who asks. */
  readonly asker: number;
}

/**
 * Asks packs about the same stack, and answers the processor time that each needed on both sides, pass by pass. On an
 * idle machine that is nearly the time by the clock, which the table has too; a busy machine spoils the clock alone.
 *
 * Packs take turns every few resources, each time another one first, so that what else the machine does in these
 * milliseconds, to caches too, meets all of them alike.
 */
export async function askInTurns<K extends string>(
  packs: Readonly<Record<K, RunningPack>>,
  { single, whole }: EncodedStack,
  { title, passes, warmUps = 0 }: PassOptions,
): Promise<Rounds<K>> {
  const names = Object.keys(packs) as K[];
  const [processors, askers, clocks, stacks] = [
    listsFor(names),
    listsFor(names),
    listsFor(names),
    listsFor(names),
  ];
  for (let pass = -warmUps; pass < passes; pass++) {
    const spent = new Map<K, Spent[]>(names.map((name) => [name, []]));
    const takeTurns = async (first: number, ask: (pack: RunningPack) => Promise<unknown>) => {
      for (let at = 0; at < names.length; at++) {
        const name = names[(first + at) % names.length] as K;
        spent.get(name)?.push(await spentOn(packs[name], () => ask(packs[name])));
      }
    };
    for (let from = 0; from < single.length; from += turn) {
      const part = single.slice(from, from + turn);
      await takeTurns(from / turn, (pack) => pack.askAbout(part));
    }
    await takeTurns(pass + warmUps, (pack) => pack.askAboutStack(whole));
    if (pass < 0) continue;
    for (const name of names) {
      const all = spent.get(name) ?? [];
      processors[name].push(sum(all.map((one) => one.processors)));
      askers[name].push(sum(all.map((one) => one.asker)));
      clocks[name].push(sum(all.map((one) => one.clock)));
      stacks[name].push(all.at(-1)?.processors ?? Number.NaN);
    }
  }
  const found = new Rounds(processors);
  const perResource = (ms: number) => (ms / single.length).toFixed(3);
  printTable(
    title,
    names.map((name) => ({
      contestant: name,
      'median, ms a resource': perResource(found.median(name)),
      'half lies within': found.spread(name).map(perResource).join(' to '),
      'of it who asks': perResource(new Rounds(askers).median(name)),
      'of it the stack': perResource(new Rounds(stacks).median(name)),
      'by the clock': perResource(new Rounds(clocks).median(name)),
      passes,
    })),
  );
  return found;
}

async function spentOn(pack: RunningPack, ask: () => Promise<unknown>): Promise<Spent> {
  const before = pack.processorMs();
  const { user, system } = process.threadCpuUsage();
  const clock = await timed(ask);
  const own = process.threadCpuUsage({ user, system });
  const asker = (own.user + own.system) / 1000;
  return { clock, processors: pack.processorMs() - before + asker, asker };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function listsFor<K extends string>(names: readonly K[]): Record<K, number[]> {
  return Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
}
