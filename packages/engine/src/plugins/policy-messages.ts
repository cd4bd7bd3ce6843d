import proto from '@pulumi/pulumi/proto/analyzer_pb.js';
import type { Goal, ResourceState } from '../resource/state.ts';
import { nameOfUrn } from '../resource/urn.ts';
import type { EnforcementLevel } from './policy-config.ts';
import { toStruct } from './rpc.ts';

/** Names of the levels, by their number in Pulumi's protocol. */
export const levelNames: readonly EnforcementLevel[] = ['advisory', 'mandatory', 'disabled', 'remediate'];

/** Who found what. */
export interface PolicyFinding {
  policyPackName: string;
  policyPackVersion: string;
  policyName: string;
  description: string;
  message: string;
  enforcementLevel: EnforcementLevel;
  /** The resource it is about; empty for the whole stack. */
  urn: string;
}

/** A resource as its policies see it before its step. */
export function requestOf(
  state: ResourceState,
  goal: Goal,
  provider: ResourceState | undefined,
): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  request.setType(state.type);
  request.setUrn(state.urn);
  request.setName(nameOfUrn(state.urn));
  request.setProperties(toStruct(state.inputs));
  request.setOptions(optionsOf(state, goal));
  if (provider) request.setProvider(providerOf(provider));
  return request;
}

export function optionsOf(state: ResourceState, goal: Goal | undefined): proto.AnalyzerResourceOptions {
  const options = new proto.AnalyzerResourceOptions();
  options.setProtect(state.protect);
  options.setIgnorechangesList(state.ignoreChanges);
  options.setDeletebeforereplace(goal?.deleteBeforeReplace ?? false);
  options.setDeletebeforereplacedefined(goal?.deleteBeforeReplace !== undefined);
  options.setAdditionalsecretoutputsList(state.additionalSecretOutputs);
  options.setAliasesList(goal?.aliases.flatMap((alias) => ('urn' in alias ? [alias.urn] : [])) ?? []);
  const timeouts = new proto.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(state.customTimeouts.create);
  timeouts.setUpdate(state.customTimeouts.update);
  timeouts.setDelete(state.customTimeouts.delete);
  options.setCustomtimeouts(timeouts);
  options.setParent(state.parent);
  return options;
}

export function providerOf(state: ResourceState): proto.AnalyzerProviderResource {
  const provider = new proto.AnalyzerProviderResource();
  provider.setType(state.type);
  provider.setUrn(state.urn);
  provider.setName(nameOfUrn(state.urn));
  provider.setProperties(toStruct(state.inputs));
  return provider;
}

export const findingOf = (diagnostic: proto.AnalyzeDiagnostic, urn: string): PolicyFinding => ({
  policyPackName: diagnostic.getPolicypackname(),
  policyPackVersion: diagnostic.getPolicypackversion(),
  policyName: diagnostic.getPolicyname(),
  description: diagnostic.getDescription(),
  message: diagnostic.getMessage(),
  enforcementLevel: levelNames[diagnostic.getEnforcementlevel()] ?? 'mandatory',
  urn: urn || diagnostic.getUrn(),
});
