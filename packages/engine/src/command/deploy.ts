import { ProgramSource } from '../monitor/program.ts';
import { NodeProgram } from '../program/node-program.ts';
import type { Program } from '../program/program.ts';
import { RemoteProgram } from '../program/remote-program.ts';
import { Deployment } from '../steps/deployment.ts';
import type { Source } from '../steps/source.ts';
import { Targets } from '../steps/targets.ts';
import type { CommandContext } from './context.ts';
import type { FlagValues } from './command.ts';
import { listFlag, parallelFlag, textFlag } from './run-flags.ts';
import type { Run, RunOutcome } from './run.ts';

/** A source that registers nothing: everything there is goes. */
const nothing: Source = { run: async () => true, stop: () => {} };

/** Makes a deployment of a run, as its flags say. */
export function newDeployment(
  context: CommandContext,
  flags: FlagValues,
  run: Run,
  limit: { targets?: Targets } = {},
): Deployment {
  const replace = listFlag(flags, 'replace');
  return new Deployment({
    project: run.files.project.name,
    stack: run.files.stack.stack,
    preview: run.preview,
    olds: run.olds,
    registry: run.registry,
    policies: run.policies,
    reporter: run.reporter,
    targets: limit.targets ?? new Targets(listFlag(flags, 'target'), listFlag(flags, 'exclude')),
    targetDependents: flags['target-dependents'] === true,
    excludeDependents: flags['exclude-dependents'] === true,
    replace: replace.length ? new Targets(replace) : undefined,
    snapshot: run.snapshot?.(run.olds),
    parallel: parallelFlag(flags),
    continueOnError: flags['continue-on-error'] === true,
    signal: context.signal,
  });
}

/** Runs the stack's program and makes the stack what it says. */
export async function deployProgram(
  context: CommandContext,
  flags: FlagValues,
  run: Run,
): Promise<RunOutcome> {
  const { project, stack } = run.files;
  const refreshed = flags.refresh === true ? await refreshFirst(context, flags, run) : run;
  const deployment = newDeployment(context, flags, refreshed);
  const source = new ProgramSource({
    project: project.name,
    stack: stack.stack,
    preview: run.preview,
    parallel: parallelFlag(flags),
    config: run.config,
    root: project.folder,
    program: programOf(context, flags, run),
    engineAddress: run.engineAddress,
    registry: run.registry,
    reporter: run.reporter,
    hasUnhandledException: run.hasUnhandledException,
  });
  try {
    return await deployment.run(source);
  } finally {
    await source.close();
  }
}

/** Deletes everything, without running the program. */
export async function deployNothing(
  context: CommandContext,
  flags: FlagValues,
  run: Run,
  limit: { targets?: Targets } = {},
): Promise<RunOutcome> {
  const refreshed = flags.refresh === true ? await refreshFirst(context, flags, run) : run;
  const outcome = await newDeployment(context, flags, refreshed, limit).run(nothing);
  return { ...outcome, outputs: undefined };
}

/** Brings the old state up to date before anything is planned. */
async function refreshFirst(context: CommandContext, flags: FlagValues, run: Run): Promise<Run> {
  const deployment = newDeployment(context, flags, run);
  const olds = await deployment.refresh(run.olds);
  await deployment.settle();
  await deployment.snapshot?.rebase(olds);
  if (deployment.stopped) throw new Error('the refresh failed, so nothing was changed');
  return { ...run, olds };
}

function programOf(context: CommandContext, flags: FlagValues, run: Run): Program {
  const client = textFlag(flags, 'client');
  if (client) return new RemoteProgram(client, run.files.project.folder);
  return new NodeProgram(run.files.project, context.env, (message, stream) =>
    run.reporter.diagnostic({ severity: stream === 'stdout' ? 'info' : 'info#err', urn: '', message }),
  );
}

/** Exit code of a run that found changes where none were expected. */
const changesFoundCode = 7;

/** Exit code of a run. */
export function exitCode(
  context: CommandContext,
  flags: FlagValues,
  verb: string,
  { succeeded, changes }: { succeeded: boolean; changes: Record<string, number> },
): number {
  if (!succeeded) return 1;
  const changed = Object.entries(changes).some(([op, count]) => op !== 'same' && count > 0);
  if (flags['expect-no-changes'] !== true || !changed) return 0;
  context.writeError(`error: no changes were expected for ${verb} but changes were proposed\n`);
  return changesFoundCode;
}
