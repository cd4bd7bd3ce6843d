import { ProviderError } from '../plugins/provider-results.ts';
import type { ProviderRegistry } from '../plugins/registry.ts';
import { equalValues, makeSecret, isSecret, type PropertyMap, unknownValue } from '../resource/properties.ts';
import type { ResourceState } from '../resource/state.ts';
import { isProviderType } from '../resource/urn.ts';
import { type Step, stateOf } from './step.ts';

/** What steps need of their deployment. */
export interface StepContext {
  preview: boolean;
  registry: ProviderRegistry;
  /** URNs of everything this deployment deletes. */
  deletes: ReadonlySet<string>;
  warn(urn: string, message: string): void;
}

/**
 * Does what a step says: asks the provider and fills in the new state.
 * Throws {@link ProviderError}; with status 1 the new state is filled in and must be saved.
 */
export async function applyStep(step: Step, context: StepContext): Promise<void> {
  switch (step.op) {
    case 'same':
      await applySame(step, context);
      break;
    case 'create':
    case 'create-replacement':
      await applyCreate(step, context);
      break;
    case 'update':
      await applyUpdate(step, context);
      break;
    case 'delete':
    case 'delete-replaced':
    case 'discard':
    case 'discard-replaced':
      await applyDelete(step, context);
      break;
    case 'read':
    case 'read-replacement':
      await applyRead(step, context);
      break;
    case 'import':
    case 'import-replacement':
      await applyImport(step, context);
      break;
    case 'refresh':
      await applyRefresh(step, context);
      break;
    case 'replace':
    case 'remove-pending-replace':
      break;
  }
  if (step.new && step.op !== 'refresh') step.new.outputs = secretOutputs(step.new);
}

async function applySame(step: Step, context: StepContext): Promise<void> {
  const { old, new: state } = pair(step);
  if (step.skipped) return;
  state.id = old.id;
  state.outputs = old.outputs;
  state.created = old.created;
  state.modified = old.modified;
  if (isProviderType(state.type)) state.outputs = await context.registry.keep(state, false);
}

async function applyCreate(step: Step, context: StepContext): Promise<void> {
  const state = stateOf(step);
  if (isProviderType(state.type)) {
    Object.assign(state, await context.registry.create(state.urn, state.inputs, context.preview));
  } else if (state.custom) {
    const provider = await context.registry.get(state.provider);
    await recordPartial(state, async () => {
      const { id, outputs } = await provider.create(
        state.urn,
        state.inputs,
        state.customTimeouts.create,
        context.preview,
      );
      state.id = id;
      state.outputs = outputs;
    });
  }
  state.created = state.modified = new Date().toISOString();
  // The old one stays in the state, to be deleted at the end.
  if (step.deletesOldLater && step.old) step.old.delete = true;
}

async function applyUpdate(step: Step, context: StepContext): Promise<void> {
  const { old, new: state } = pair(step);
  state.id = old.id;
  state.created = old.created;
  if (isProviderType(state.type)) {
    state.outputs = await context.registry.keep(state, true);
  } else if (state.custom) {
    const provider = await context.registry.get(state.provider);
    await recordPartial(state, async () => {
      state.outputs = await provider.update({ ...old, urn: state.urn }, state.inputs, {
        timeoutSeconds: state.customTimeouts.update,
        ignoreChanges: step.ignoreChanges ?? [],
        preview: context.preview,
      });
    });
  }
  state.modified = new Date().toISOString();
}

async function applyDelete(step: Step, context: StepContext): Promise<void> {
  const state = stateOf(step);
  if (step.op === 'delete' && state.protect) {
    throw new ProviderError(
      `resource "${state.urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the \`protect\` flag from the resource in your Pulumi program and run \`pulumi up\`, or use the command:\n\`pulumi state unprotect '${state.urn}'\``,
      0,
    );
  }
  if (context.preview || state.external || state.retainOnDelete || !state.custom) return;
  if (isProviderType(state.type)) return context.registry.delete(state);
  if (state.deletedWith && context.deletes.has(state.deletedWith)) return;
  const provider = await context.registry.get(state.provider);
  await provider.delete(state, state.customTimeouts.delete);
}

async function applyRead(step: Step, context: StepContext): Promise<void> {
  const state = stateOf(step);
  if (state.id !== unknownValue) {
    const provider = await context.registry.get(state.provider);
    await recordPartial(state, async () => {
      // Inputs and state are both what the program knows: a read resource has no other.
      const live = await provider.read({
        urn: state.urn,
        id: state.id,
        inputs: state.inputs,
        outputs: state.inputs,
      });
      if (!live.outputs) throw new ProviderError(`resource '${state.id}' does not exist`, 0);
      state.id = live.id;
      state.outputs = live.outputs;
    });
  }
  state.created = step.old?.created || new Date().toISOString();
  state.modified = new Date().toISOString();
  if (step.deletesOldLater && step.old) step.old.delete = true;
}

/** Adopts a resource as it is; what the program wants of it is planned afterwards. */
async function applyImport(step: Step, context: StepContext): Promise<void> {
  const state = stateOf(step);
  const provider = await context.registry.get(state.provider);
  const id = step.importId ?? '';
  const live = await provider.read({ urn: state.urn, id, inputs: {}, outputs: {} });
  if (!live.outputs) throw new ProviderError(`resource '${id}' does not exist`, 0);
  if (!live.inputs) {
    throw new ProviderError(
      `the provider of '${state.urn}' does not support importing: it hands back no inputs`,
      0,
    );
  }
  if (step.deletesOldLater && step.old) step.old.delete = true;
  Object.assign(state, { id: live.id, inputs: live.inputs, outputs: live.outputs });
  state.created = state.modified = new Date().toISOString();
  step.old = { ...state };
}

async function applyRefresh(step: Step, context: StepContext): Promise<void> {
  const old = stateOf(step);
  step.refreshedAs = 'same';
  if (!old.custom || isProviderType(old.type) || old.pendingReplacement) return;
  const provider = await context.registry.get(old.provider);
  const refreshed: ResourceState = { ...old, initErrors: [] };
  try {
    const live = await provider.read(old);
    if (!live.outputs) {
      step.refreshedAs = 'delete';
      step.new = undefined;
      return;
    }
    Object.assign(refreshed, { id: live.id, inputs: live.inputs ?? old.inputs, outputs: live.outputs });
  } catch (error) {
    if (!(error instanceof ProviderError) || !error.partial) throw error;
    const { id, inputs, outputs, reasons } = error.partial;
    Object.assign(refreshed, { id, inputs, outputs, initErrors: reasons });
    context.warn(old.urn, `Refreshed resource is in an unhealthy state:\n* ${reasons.join('\n* ')}`);
  }
  refreshed.outputs = secretOutputs(refreshed);
  const changed = !equalValues(refreshed.outputs, old.outputs) || !equalValues(refreshed.inputs, old.inputs);
  if (changed) refreshed.modified = new Date().toISOString();
  step.new = refreshed;
  step.refreshedAs = equalValues(refreshed.outputs, old.outputs) ? 'same' : 'update';
  // An external resource has no wanted inputs to compare with.
  if (old.external) return;
  const difference = await provider.diff(refreshed, old.inputs, old.ignoreChanges);
  if (!difference) return;
  if (difference.changedKeys.length) step.diffs = difference.changedKeys;
  step.detailedDiff = difference.detailedDiff;
}

/** Runs an operation; what exists of a resource that failed to initialize goes into its state before the error goes on. */
async function recordPartial(state: ResourceState, operation: () => Promise<void>): Promise<void> {
  try {
    await operation();
  } catch (error) {
    if (error instanceof ProviderError && error.partial) {
      const { id, outputs, reasons } = error.partial;
      Object.assign(state, { id, outputs, initErrors: reasons });
      state.created ||= new Date().toISOString();
      state.modified = new Date().toISOString();
    }
    throw error;
  }
}

/** Outputs in which everything is secret that the program says is, or that came from a secret input. */
function secretOutputs(state: ResourceState): PropertyMap {
  const result: PropertyMap = {};
  for (const [key, value] of Object.entries(state.outputs)) {
    const secret = state.additionalSecretOutputs.includes(key) || isSecret(state.inputs[key]);
    result[key] = secret ? makeSecret(value) : value;
  }
  return result;
}

function pair(step: Step): { old: ResourceState; new: ResourceState } {
  if (!step.old || !step.new)
    throw new Error(`step '${step.op}' of '${step.urn}' lacks its old or new state`);
  return { old: step.old, new: step.new };
}
