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
    properties: { type: 'string' },
    file: { type: 'string' },
    from: { type: 'string' },
    out: { type: 'string' },
    'generate-code': { type: 'boolean' },
  },
  positionals: ['type?', 'name?', 'id?'],
  async run(context, flags, [type, name, id]) {
    for (const flag of ['file', 'from', 'properties']) {
      if (flags[flag] !== undefined)
        throw new Error(`--${flag} of import is not supported by the embedded engine`);
    }
    if (!type || !name || !id) throw new Error('import needs a type, a name and an id');
    const preview = flags['preview-only'] === true;
    const result = await runOnStack(context, flags, { kind: 'import', preview }, (run) =>
      importOne(context, flags, run, { type, name, id }),
    );
    if (!result.succeeded) return 1;
    if (flags['generate-code'] === false) return 0;
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
