import { createHash } from 'node:crypto';
import type { ProviderRegistry } from '../plugins/registry.ts';
import type { PropertyMap } from '../resource/properties.ts';
import { ignoreChanges } from '../resource/property-path.ts';
import { type Goal, newState, type ResourceState } from '../resource/state.ts';
import { isProviderType, nameOfUrn } from '../resource/urn.ts';
import { type PlanReporter, PlanningStopped } from './plan-report.ts';

/** What a resource is to become, by what its program asks for; ignored changes keep their old value. */
export function stateOfGoal(goal: Goal, urn: string, old: ResourceState | undefined): ResourceState {
  return {
    ...newState({ type: goal.type, urn, custom: goal.custom }),
    inputs: old ? ignoreChanges(goal.properties, old.inputs, goal.ignoreChanges) : goal.properties,
    parent: goal.parent,
    protect: goal.protect ?? false,
    dependencies: goal.dependencies,
    provider: goal.provider,
    propertyDependencies: goal.propertyDependencies,
    additionalSecretOutputs: goal.additionalSecretOutputs,
    customTimeouts: goal.customTimeouts,
    importId: goal.importId,
    retainOnDelete: goal.retainOnDelete ?? false,
    deletedWith: goal.deletedWith,
    sourcePosition: goal.sourcePosition,
    ignoreChanges: goal.ignoreChanges,
    replaceOnChanges: goal.replaceOnChanges,
  };
}

/**
 * Inputs as the provider has checked them, with its defaults filled in.
 * @param olds inputs that the resource had; undefined for a new one
 * @throws PlanningStopped once what is wrong with them has been reported
 */
export async function checkedInputs(
  state: ResourceState,
  olds: PropertyMap | undefined,
  news: PropertyMap,
  registry: ProviderRegistry,
  report: PlanReporter,
): Promise<PropertyMap> {
  const { urn, type, provider } = state;
  const { inputs, failures } = isProviderType(type)
    ? await registry.check(urn, olds, news)
    : await (await registry.get(provider)).check(urn, olds, news, seedOf(urn));
  const what = `${type} resource '${nameOfUrn(urn)}'`;
  for (const { property, reason } of failures) {
    const where = property ? `: property ${property} value {${showValue(inputs[property])}}` : '';
    report.error(urn, `${what}${where} has a problem: ${reason}`);
  }
  if (failures.length) throw new PlanningStopped(urn);
  return inputs;
}

/** A provider draws random names from it: the same for a resource in preview and update. */
const seedOf = (urn: string): Uint8Array => createHash('sha256').update(urn).digest();

const showValue = (value: PropertyMap[string] | undefined): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
