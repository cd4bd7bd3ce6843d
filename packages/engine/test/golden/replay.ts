import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, stack } from '../probe-project.ts';
import { CaseFolder } from './case-folder.ts';
import { type Mismatch, compareStep } from './compare.ts';
import { type Ending, runCommand, spawnCommand } from '../engine.ts';
import type { Recording, Step, Trace } from './model.ts';
import { Normalizer } from './normalize.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const withEvents = new Set(['up', 'preview', 'refresh', 'destroy', 'import']);

/** Names of all recorded cases. */
export const caseNames = readdirSync(join(fixtures, 'traces'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** The traces of a case, by step. */
export function tracesOf(name: string): { file: string; trace: Trace }[] {
  const folder = join(fixtures, 'traces', name);
  return readdirSync(folder)
    .sort()
    .map((file) => ({ file, trace: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Trace }));
}

/** How a step of a replay went. */
export interface StepResult {
  /** What it did otherwise than the CLI. */
  mismatches: Mismatch[];
  /** What the provider holds and the state does not know, or the other way round. */
  unaccounted: string[];
}

/** Two commands were to overlap, and on a busy machine the first was done before the second had ended. */
class OverlapMissed extends Error {}
const attempts = 3;

/** Runs a command of a case to its end. */
export type Runner = typeof runCommand;

/** What runs the commands of a case. */
interface Runners {
  run: Runner;
  /** Of steps whose program ends well and prints nothing. */
  runSoundProgram: Runner;
}

/** What these programs print is recorded, or they are interrupted. */
const unsound = /^(13|21|24|25|27)-/;

/**
 * Runs a case; again when it missed a moment that it needs.
 * @param run what runs its commands, the embedded engine by default
 * @param runSoundProgram what runs steps whose program ends well and prints nothing; `run` by default
 */
export async function replay(
  name: string,
  run: Runner = runCommand,
  runSoundProgram: Runner = run,
): Promise<StepResult[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await replayOnce(name, { run, runSoundProgram });
    } catch (error) {
      if (!(error instanceof OverlapMissed) || attempt === attempts) throw error;
    }
  }
}

async function replayOnce(name: string, runners: Runners): Promise<StepResult[]> {
  const folder = new CaseFolder(name);
  try {
    const init = await runners.run(['stack', 'init', stack], folder.path, folder.env);
    if (init.exit !== 0) throw new Error(`stack init: ${init.stderr}`);
    const recordings: Recording[] = [];
    for (const [index, step] of folder.steps.entries()) {
      recordings.push(await runStep(name, folder, step, index, runners));
    }
    const normalizer = new Normalizer(folder.path, recordings);
    const traces = tracesOf(name);
    // Made by hand behind the engine's back.
    const foreign = folder.steps.flatMap(({ backing }) => Object.keys(backing ?? {}));
    return recordings.map((recording, index) => ({
      mismatches: compareStep(
        normalizer.step(recording),
        traces[index]?.trace ?? {},
        traces[index - 1]?.trace,
      ),
      unaccounted: unaccounted(recording).filter((id) => !foreign.includes(id)),
    }));
  } finally {
    folder.remove();
  }
}

/** Ids on one side alone: of the provider's records, and of the state's resources that are its own. */
function unaccounted({ deployment, backing }: Recording): string[] {
  const resources = (deployment?.resources ?? []) as { id?: string; type: string; external?: boolean }[];
  const inState = resources
    .filter(({ type, external }) => type.startsWith('probe:') && !external)
    .map(({ id }) => id ?? '');
  const held = Object.keys(backing);
  return [
    ...held.filter((id) => !inState.includes(id)),
    ...inState.filter((id) => !held.includes(id)),
  ].sort();
}

async function runStep(
  name: string,
  folder: CaseFolder,
  step: Step,
  index: number,
  runners: Runners,
): Promise<Recording> {
  const { run } = runners;
  folder.prepare(step);
  await setConfig(folder, step, run);
  const before = folder.calls().length;
  const eventFile = join(folder.path, `events-${index}.jsonl`);
  const runProgram = endsWell(name, step, index) ? runners.runSoundProgram : run;
  const ran = await runAtMoments(folder, step, before, eventFile, runProgram);
  const exported = await exportOf(name, folder, run);
  return {
    ...ran.ending,
    ...(ran.reached !== undefined && { reached: ran.reached }),
    ...(ran.second && { second: { ...ran.second, events: jsonLines(`${eventFile}2`) } }),
    events: jsonLines(eventFile),
    calls: folder.calls().slice(before),
    ...exported,
    ...(step.outputs && { outputs: await outputsOf(folder, run) }),
    backing: folder.backing(),
  };
}

async function setConfig(folder: CaseFolder, step: Step, run: Runner): Promise<void> {
  const settings = [
    ...Object.entries(step.config ?? {}).map((pair) => ['config', 'set', ...pair]),
    ...Object.entries(step.secretConfig ?? {}).map((pair) => ['config', 'set', '--secret', ...pair]),
  ];
  for (const args of settings) {
    const { exit, stderr } = await run([...args, '--stack', stack], folder.path, folder.env);
    if (exit !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  }
}

/** Runs a step, sending a signal or starting a second command at the recorded moment. */
async function runAtMoments(
  folder: CaseFolder,
  step: Step,
  before: number,
  eventFile: string,
  run: Runner,
): Promise<{ ending: Ending; reached?: boolean; second?: Ending }> {
  const args = argumentsOf(step, eventFile);
  const env = { ...folder.env, ...step.env };
  if (step.signalAt?.signal === 'SIGKILL') {
    const { ending, kill } = spawnCommand(args, folder.path, env);
    const reached = await folder.reached(step.signalAt, before);
    await new Promise((resolve) => setTimeout(resolve, 100));
    kill();
    return { ending: await ending, reached };
  }
  const controller = new AbortController();
  const running = run(args, folder.path, env, controller.signal);
  if (step.signalAt) {
    const reached = await folder.reached(step.signalAt, before);
    controller.abort();
    return { ending: await running, reached };
  }
  if (step.second) {
    const reached = await folder.reached(step.second.at, before);
    let isRunning = true;
    const ended = () => {
      isRunning = false;
    };
    running.then(ended, ended);
    const second = await run(argumentsOf(step.second, `${eventFile}2`), folder.path, folder.env);
    const overlapped = isRunning;
    const ending = await running;
    if (!overlapped) throw new OverlapMissed('the second command ended after the first');
    return { ending, reached, second };
  }
  return { ending: await running };
}

/** Whether a step runs a program that ends well and prints nothing. */
const endsWell = (name: string, { op }: Step, index: number): boolean =>
  (op === 'up' || op === 'preview') && !unsound.test(name) && tracesOf(name)[index]?.trace.exit === 0;

function argumentsOf(step: Step, eventFile: string): string[] {
  const args = step.args ?? [];
  if (step.op === 'cli') return args;
  const isPreview = step.op === 'preview' || args.includes('--preview-only');
  return [
    step.op,
    ...(isPreview ? [] : ['--yes', '--skip-preview']),
    '--non-interactive',
    '--color',
    'never',
    '--stack',
    stack,
    ...args,
    ...(withEvents.has(step.op) ? ['--event-log', eventFile] : []),
  ];
}

/** Two cases were recorded with the plaintext of secrets, to see what is secret. */
async function exportOf(
  name: string,
  folder: CaseFolder,
  run: Runner,
): Promise<Pick<Recording, 'deployment' | 'exportError'>> {
  const deployment = folder.deployment();
  if (deployment && !/^(12|24)-/.test(name)) return { deployment };
  const args = ['stack', 'export', '--show-secrets', '--stack', stack];
  const { exit, stdout, stderr } = await run(args, folder.path, folder.env);
  if (exit !== 0) return { deployment: undefined, exportError: stderr };
  return { deployment: (JSON.parse(stdout) as { deployment: Recording['deployment'] }).deployment };
}

async function outputsOf(folder: CaseFolder, run: Runner): Promise<unknown> {
  const args = ['stack', 'output', '--json', '--stack', stack];
  const { exit, stdout, stderr } = await run(args, folder.path, folder.env);
  return exit === 0 ? JSON.parse(stdout) : { error: stderr };
}
