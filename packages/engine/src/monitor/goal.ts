import { internalKey } from '../plugins/registry.ts';
import { hashAssets } from '../resource/assets.ts';
import { type PropertyMap, withoutOutputValues } from '../resource/properties.ts';
import type { Goal } from '../resource/state.ts';
import { isProviderType } from '../resource/urn.ts';
import { type RegistrationOptions, timeoutSeconds } from './registration.ts';
import type { Transformed } from './transforms.ts';

/**
 * What a program asks for, once all transforms have been applied.
 * @param about `provider`: reference of the resource's provider; `root`: folder that assets are relative to
 */
export async function goalOf(
  { options, ...resource }: Transformed,
  about: { provider: string; sourcePosition: string; root: string },
): Promise<Goal> {
  const { type, name, custom, parent, propertyDependencies } = resource;
  const properties = await hashAssets(withoutOutputValues(resource.properties), about.root);
  return {
    type,
    name,
    custom,
    properties: isProviderType(type) ? providerProperties(properties, options) : properties,
    parent,
    protect: options.protect,
    dependencies: [...new Set(options.dependsOn)],
    provider: about.provider,
    propertyDependencies,
    deleteBeforeReplace: options.deleteBeforeReplace,
    ignoreChanges: options.ignoreChanges,
    additionalSecretOutputs: options.additionalSecretOutputs,
    aliases: options.aliases,
    importId: options.importId,
    customTimeouts: timeoutSeconds(options.customTimeouts),
    replaceOnChanges: options.replaceOnChanges,
    retainOnDelete: options.retainOnDelete,
    deletedWith: options.deletedWith,
    sourcePosition: about.sourcePosition,
  };
}

/** Inputs of a provider resource: its version and source are the engine's to know. */
function providerProperties(
  properties: PropertyMap,
  { version, pluginDownloadUrl }: RegistrationOptions,
): PropertyMap {
  return {
    ...properties,
    ...(version && { version }),
    [internalKey]: pluginDownloadUrl ? { pluginDownloadURL: pluginDownloadUrl } : {},
  };
}
