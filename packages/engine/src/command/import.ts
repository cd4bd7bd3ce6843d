import { newState, type ResourceState } from '../resource/state.ts';
import { makeUrn, packageOfToken, providerTypeOf, rootStackType } from '../resource/urn.ts';
import type { Step } from '../steps/step.ts';
import type { Command, FlagValues } from './command.ts';
import type { CommandContext } from './context.ts';
import { newDeployment } from './deploy.ts';
import { type Run, type RunOutcome, runOnStack } from './run.ts';
import { applyFlags, runFlags, textFlag } from './run-flags.ts';

/** Takes one existing resource into the state. No program is run and no code is generated. */
const importResource: Command = {
  flags: {
    ...runFlags,
    ...applyFlags,
    protect: { type: 'boolean' },
    parent: { type: 'string' },
    provider: { type: 'string' },
    'generate-code': { type: 'boolean' },
  },
  refused: ['file', 'from', 'out', 'properties'],
  positionals: ['type?', 'name?', 'id?'],
  async run(context, flags, [type, name, id]) {
    if (!type || !name || !id) throw new Error('import needs a type, a name and an id');
    const preview = flags['preview-only'] === true;
    const wantsCode = flags['generate-code'] !== false;
    let described = true;
    const result = await runOnStack(context, flags, { kind: 'import', preview }, async (run) => {
      const outcome = await importOne(context, flags, run, { type, name, id });
      if (wantsCode && outcome.succeeded) described = await isDescribed(run, type).catch(() => true);
      return outcome;
    });
    if (!result.succeeded) return 1;
    if (!wantsCode) return 0;
    // In the words of the CLI, which cannot generate code of such a type either.
    if (!described) throw new Error("unknown resource type '<nil>'");
    throw new Error(
      'the resource was imported, but generating code is not supported by the embedded engine; pass --generate-code=false',
    );
  },
};
export default importResource;

async function importOne(
  context: CommandContext,
  flags: FlagValues,
  run: Run,
  what: { type: string; name: string; id: string },
): Promise<RunOutcome> {
  const { stack, project } = run.files;
  const root = run.olds.find(({ type }) => type === rootStackType)?.urn;
  if (!root)
    throw new Error(`the stack '${stack.stack}' has no resources yet: run up once before importing into it`);
  const deployment = newDeployment(context, flags, run);
  for (const step of deployment.generator.keepAll()) await deployment.runSteps([step]);
  const parent = textFlag(flags, 'parent') ?? root;
  const urn = makeUrn(stack.stack, project.name, parent, what.type, what.name);
  if (run.olds.some((old) => old.urn === urn)) throw new Error(`resource '${urn}' already exists`);
  const state: ResourceState = {
    ...newState({ type: what.type, urn, custom: true }),
    parent,
    protect: flags.protect !== false,
    provider: providerOf(flags, run, what.type),
  };
  const step: Step = { op: 'import', urn, old: undefined, new: state, logical: true, importId: what.id };
  await deployment.runSteps([step]);
  await deployment.settle();
  const succeeded = !deployment.stopped;
  if (succeeded) await adoptChecked(run, state);
  else run.reporter.error('', `${run.preview ? 'preview' : 'update'} failed`);
  await deployment.snapshot?.save();
  return { succeeded, outputs: undefined };
}

/** Inputs as the provider would fill them in, so that the next update finds no difference. */
async function adoptChecked(run: Run, state: ResourceState): Promise<void> {
  const provider = await run.registry.get(state.provider);
  const { inputs, failures } = await provider.check(
    state.urn,
    state.inputs,
    state.inputs,
    new Uint8Array(32),
  );
  for (const { property, reason } of failures) {
    run.reporter.warn(
      state.urn,
      `${property ? `property ${property}: ` : ''}${reason}; the program has to set it otherwise`,
    );
  }
  if (!failures.length) state.inputs = inputs;
}

/** Whether the provider's schema has a resource type. */
async function isDescribed(run: Run, type: string): Promise<boolean> {
  // A process of its own, as the CLI has it: a schema needs no configuration.
  const provider = await run.host.startProvider(packageOfToken(type));
  const { resources } = JSON.parse(await provider.schema()) as { resources?: Record<string, unknown> };
  return resources !== undefined && Object.hasOwn(resources, type);
}

function providerOf(flags: FlagValues, run: Run, type: string): string {
  const wanted = textFlag(flags, 'provider');
  const [, urn] = wanted?.split(/=(.*)/s) ?? [];
  const providers = run.olds.filter(
    (old) => old.type === providerTypeOf(packageOfToken(type)) && !old.delete,
  );
  const found = urn
    ? providers.find((old) => old.urn === urn)
    : providers.find((old) => /::default(_|$)/.test(old.urn));
  if (!found)
    throw new Error(
      `the stack has no ${urn ? `provider '${urn}'` : `default provider of '${packageOfToken(type)}'`}: run up with a resource of it first`,
    );
  return `${found.urn}::${found.id}`;
}
