import { afterAll, afterEach, beforeAll } from 'vitest';
import { policyNameOf, programControls } from '../src/index.ts';
import { type Diagnostic, type EngineResource, PackProcess, type PolicySettings } from './pack-process.ts';

/** The pack, started for a file of tests and asked as the engine does. */
export interface AskedPack {
  readonly process: PackProcess;
  /** Configures policies for the test that runs; the next one finds the defaults again. */
  configure(settings: Readonly<Record<string, PolicySettings>>): Promise<void>;
  /** What the pack says of each resource by itself, then of the whole stack. */
  diagnosticsOf(program: readonly EngineResource[]): Promise<readonly Diagnostic[]>;
  /** Ids of the controls that are violated, one for each violation. */
  violationsOf(program: readonly EngineResource[]): Promise<readonly string[]>;
}

/** Controls that the programs of `program.ts` are compliant with; the tests of the pack judge by these. */
export const judged: ReadonlySet<string> = new Set([
  ...['CT-01', 'CT-02', 'CT-03', 'CT-04', 'CT-05', 'CT-06', 'CT-08', 'CT-09', 'CT-18'],
  ...['LB-02', 'LB-03', 'LB-05', 'LB-08', 'LB-09', 'LB-12', 'GD-01', 'GD-03', 'GD-04'],
]);

/** Settings with which no other control is asked. */
export function amongJudged(
  settings: Readonly<Record<string, PolicySettings>> = {},
): Readonly<Record<string, PolicySettings>> {
  const others = programControls.filter(({ id }) => !judged.has(id));
  const off = Object.fromEntries(
    others.map((control) => [policyNameOf(control), { level: 'disabled' as const }]),
  );
  return { ...off, ...settings };
}

/** Name of a control's policy. */
export function nameOf(id: string): string {
  const control = programControls.find((candidate) => candidate.id === id);
  if (control === undefined) throw new Error(`no program shows ${id}`);
  return policyNameOf(control);
}

/** Starts the pack before the tests of a file and stops it after them. */
export function usePack(): AskedPack {
  let process: PackProcess;
  beforeAll(async () => {
    process = await PackProcess.start();
    await process.configure(amongJudged());
  });
  afterEach(() => process.configure(amongJudged()));
  afterAll(() => process[Symbol.asyncDispose]());

  const diagnosticsOf = async (program: readonly EngineResource[]) => {
    const found: Diagnostic[] = [];
    for (const part of program) {
      found.push(...(await process.analyze(part)).map((diagnostic) => ({ ...diagnostic, urn: part.urn })));
    }
    return [...found, ...(await process.analyzeStack(program))];
  };
  const idOf = (policy: string) =>
    programControls.find((control) => policyNameOf(control) === policy)?.id ?? policy;
  return {
    get process() {
      return process;
    },
    configure: (settings) => process.configure(amongJudged(settings)),
    diagnosticsOf,
    violationsOf: async (program) => (await diagnosticsOf(program)).map(({ policy }) => idOf(policy)),
  };
}
