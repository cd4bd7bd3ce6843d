import { resolve } from 'node:path';
import { Server } from '@grpc/grpc-js';
import engineGrpc from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import { Display } from '../events/display.ts';
import { openEventLog } from '../events/event-log.ts';
import { type Diagnostic, events } from '../events/events.ts';
import { Reporter } from '../events/reporter.ts';
import type { ProviderConfigValue } from '../monitor/default-providers.ts';
import { engineService } from '../monitor/engine-service.ts';
import { PluginHost } from '../plugins/host.ts';
import { PolicyConfigError, type PolicyPackSource } from '../plugins/policy-pack.ts';
import { PolicyRunner } from '../plugins/policy.ts';
import { ProviderRegistry } from '../plugins/registry.ts';
import { channelOptions, listen } from '../plugins/rpc.ts';
import { fromCheckpoint } from '../resource/checkpoint.ts';
import type { ResourceState } from '../resource/state.ts';
import { mapDeployment } from '../state/deployment.ts';
import { openSecrets } from '../state/secrets.ts';
import { effectiveConfig } from '../state/stack-config.ts';
import { refuseUnsupported } from '../state/unsupported.ts';
import { type Operation, Snapshot } from '../steps/snapshot.ts';
import type { CommandContext } from './context.ts';
import type { FlagValues } from './command.ts';
import { listFlag, textFlag } from './run-flags.ts';
import { checkpointWriter } from './checkpoint-writer.ts';
import { openStack, type StackFiles } from './stack-files.ts';

/** What a deployment verb does, for messages and history. */
export type RunKind = 'update' | 'preview' | 'refresh' | 'destroy' | 'import';

/** Everything a verb needs while it runs on a stack. */
export interface Run {
  kind: RunKind;
  preview: boolean;
  files: StackFiles;
  config: ReadonlyMap<string, ProviderConfigValue>;
  reporter: Reporter;
  registry: ProviderRegistry;
  host: PluginHost;
  policies: PolicyRunner;
  engineAddress: string;
  /** As the last deployment left them. */
  olds: ResourceState[];
  /** Undefined in a preview. */
  snapshot:
    | ((olds: readonly ResourceState[]) => (renamed: ReadonlyMap<string, string>) => Snapshot)
    | undefined;
  hasUnhandledException: () => boolean;
}

/** How a verb's work on a stack ended. */
export interface RunOutcome {
  succeeded: boolean;
  outputs: Parameters<Reporter['finish']>[0]['outputs'];
}

/** Shorter plain texts of secrets are not blotted out: they would blot out everything. */
const shortestBlottedSecret = 3;

/**
 * Opens a stack, takes its lock unless this is a preview, starts what a deployment needs, does the work and puts
 * everything away again, whatever happens.
 */
export async function runOnStack(
  context: CommandContext,
  flags: FlagValues,
  how: { kind: RunKind; preview: boolean; refreshing?: boolean },
  work: (run: Run) => Promise<RunOutcome>,
): Promise<{ succeeded: boolean; changes: Record<string, number>; files: StackFiles }> {
  const release = how.preview
    ? async () => {}
    : await context.backend.lock(await existingStack(context, flags));
  try {
    const files = await openStack(context, flags);
    const startedAt = Date.now();
    const result = await runLocked(context, flags, how, files, work);
    if (!how.preview) await recordHistory(context, flags, how.kind, files, startedAt, result);
    return { ...result, files };
  } finally {
    await release();
  }
}

async function existingStack(context: CommandContext, flags: FlagValues) {
  // Reading it first gives an unknown stack or a corrupt checkpoint its own message, not the lock's.
  return (await openStack(context, flags)).stack;
}

async function runLocked(
  context: CommandContext,
  flags: FlagValues,
  how: { kind: RunKind; preview: boolean; refreshing?: boolean },
  files: StackFiles,
  work: (run: Run) => Promise<RunOutcome>,
): Promise<{ succeeded: boolean; changes: Record<string, number> }> {
  if (files.deployment) refuseUnsupported(files.deployment);
  const secrets = await files.secrets();
  const config = effectiveConfig(files.project, files.settings, secrets);
  const opened = files.deployment && mapDeployment(files.deployment, (value) => openSecrets(value, secrets));
  const olds = (opened?.resources ?? []).map(fromCheckpoint);
  const { stack, project } = files;

  const log = openEventLog(textFlag(flags, 'event-log'));
  const color = textFlag(flags, 'color') ?? 'raw';
  const display = new Display({
    verb: how.kind,
    preview: how.preview,
    stack: stack.stack,
    project: project.name,
    suppressOutputs: flags['suppress-outputs'] === true,
    suppressProgress: flags['suppress-progress'] === true,
    diff: flags.diff === true,
    write: (text) => context.write(text),
    writeError: (text) => context.writeError(text),
  });
  const reporter = new Reporter({
    log,
    display,
    preview: how.preview,
    refreshing: how.refreshing ?? false,
    color,
    secrets: [...config.values()]
      .filter(({ secret, value }) => secret && value.length >= shortestBlottedSecret)
      .map(({ value }) => value),
  });
  const onAbort = () => {
    // What runs is finished, unless its provider can stop it cleanly.
    void host.cancel();
    reporter.emit(
      events.stdout(
        '^C received; cancelling. If you would like to terminate immediately, press ^C again.\nNote that terminating immediately may lead to orphaned resources and other inconsistencies.\n',
        color,
      ),
    );
  };
  context.signal?.addEventListener('abort', onAbort, { once: true });

  let unhandledException = false;
  const server = new Server(channelOptions);
  const onLog = (diagnostic: Diagnostic) => {
    unhandledException ||=
      diagnostic.severity === 'error' && diagnostic.message.startsWith('Unhandled exception');
    reporter.diagnostic(diagnostic);
  };
  server.addService(engineGrpc.EngineService, engineService(onLog) as never);
  const onLine = (message: string, stream: 'stdout' | 'stderr') =>
    reporter.diagnostic({ severity: stream === 'stdout' ? 'info' : 'info#err', urn: '', message });
  const host = new PluginHost({
    root: project.folder,
    preview: how.preview,
    providers: Object.fromEntries(project.providers.map(({ name, path }) => [name, path])),
    env: context.env,
    onLine,
  });
  let policies: PolicyRunner | undefined;
  try {
    const engineAddress = await listen(server);
    host.engineAddress = engineAddress;
    const packs = policyPacks(flags, context.cwd);
    if (packs.length) reporter.emit(events.policyLoad());
    policies = await PolicyRunner.start(
      packs,
      {
        project: project.name,
        stack: stack.stack,
        preview: how.preview,
        config: Object.fromEntries([...config].map(([key, { value }]) => [key, value])),
        secretKeys: [...config].filter(([, { secret }]) => secret).map(([key]) => key),
        cwd: context.cwd,
        env: context.env,
        engineAddress,
        onLine,
      },
      reporter,
    );
    for (const pack of policies.packs) display.packLoaded(pack);
    reporter.emit(
      events.prelude(
        Object.fromEntries([...config].map(([key, { value, secret }]) => [key, secret ? '[secret]' : value])),
      ),
    );
    const operations = (opened?.pending_operations ?? []).map(({ type, resource }) => ({
      type,
      resource: fromCheckpoint(resource),
    }));
    // A refresh looks at the resources itself.
    if (!how.preview && how.kind !== 'refresh' && flags.refresh !== true) warnOfPending(reporter, operations);
    const outcome = await work({
      kind: how.kind,
      preview: how.preview,
      files,
      config,
      reporter,
      registry: new ProviderRegistry(host, olds),
      host,
      policies,
      engineAddress,
      olds,
      snapshot: how.preview
        ? undefined
        : (base) => (renamed) =>
            new Snapshot(base, operations, renamed, checkpointWriter(context.backend, files.stack, secrets)),
      hasUnhandledException: () => unhandledException,
    });
    reporter.finish({ ...outcome, policyPacks: policies.versions });
    return { succeeded: outcome.succeeded, changes: reporter.changes };
  } catch (error) {
    if (error instanceof PolicyConfigError) {
      reporter.error('', `${error.message}: ${error.faults}`);
      display.finish({ changes: {}, outputs: undefined, durationSeconds: 0, aborted: true });
    }
    throw error;
  } finally {
    context.signal?.removeEventListener('abort', onAbort);
    await host.close();
    await policies?.close();
    server.forceShutdown();
    reporter.emit(events.cancel());
    await log.close();
  }
}

function policyPacks(flags: FlagValues, cwd: string): PolicyPackSource[] {
  const configs = listFlag(flags, 'policy-pack-config');
  return listFlag(flags, 'policy-pack').map((path, index) => ({
    path,
    config: configs[index] && resolve(cwd, configs[index]),
  }));
}

function warnOfPending(reporter: Reporter, operations: Operation[]): void {
  if (!operations.length) return;
  const list = operations
    .map(({ type, resource }) => `  * ${resource.urn}, interrupted while ${type}\n`)
    .join('');
  reporter.warn(
    '',
    `Attempting to deploy or update resources with ${operations.length} pending operations from previous deployment.
${list}These resources are in an unknown state because the Pulumi CLI was interrupted while waiting for changes to these resources to complete. You should confirm whether or not the operations listed completed successfully by checking the state of the appropriate provider. For example, if you are using AWS, you can confirm using the AWS Console.

Once you have confirmed the status of the interrupted operations, you can repair your stack using \`pulumi refresh\` which will refresh the state from the provider you are using and clear the pending operations if there are any.

Note that \`pulumi refresh\` will need to be run interactively to clear pending CREATE operations.`,
  );
}

async function recordHistory(
  context: CommandContext,
  flags: FlagValues,
  kind: RunKind,
  files: StackFiles,
  startedAt: number,
  { succeeded, changes }: { succeeded: boolean; changes: Record<string, number> },
): Promise<void> {
  const secrets = await files.secrets();
  const config = effectiveConfig(files.project, files.settings, secrets);
  await context.backend.appendHistory(files.stack, {
    kind,
    startTime: Math.floor(startedAt / 1000),
    endTime: Math.floor(Date.now() / 1000),
    message: textFlag(flags, 'message') ?? '',
    environment: {
      'exec.kind': textFlag(flags, 'exec-kind') ?? 'cli',
      ...(textFlag(flags, 'exec-agent') && { 'exec.agent': textFlag(flags, 'exec-agent') ?? '' }),
    },
    config: Object.fromEntries(
      [...config].map(([key, { value, secret }]) => [
        key,
        secret ? { secure: secrets.encrypt(value) } : value,
      ]),
    ),
    result: succeeded ? 'succeeded' : 'failed',
    version: 0,
    resourceChanges: changes,
  });
}
