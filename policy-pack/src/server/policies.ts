import type {
  EnforcementLevel,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from '@pulumi/policy';

/** A policy of either kind. */
export type ServedPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** Functions of a policy may say which types they are about; they are asked about no other. */
export interface AboutTypes {
  readonly pulumiTypes?: readonly string[];
}

/** Makes a policy's function one of some types. @param types such as `aws:cloudtrail/trail:Trail` */
export function aboutTypes<F extends object>(types: readonly string[], policy: F): F & AboutTypes {
  return Object.assign(policy, { pulumiTypes: types });
}

/** The validations of a policy; none for one that only remediates or judges stacks. */
export function validationsOf(policy: ServedPolicy): readonly ResourceValidation[] {
  const { validateResource } = policy as ResourceValidationPolicy;
  return validateResource === undefined ? [] : [validateResource].flat();
}

export function remediationOf(policy: ServedPolicy): ResourceRemediation | undefined {
  return (policy as ResourceValidationPolicy).remediateResource;
}

export function stackValidationOf(policy: ServedPolicy): StackValidation | undefined {
  return (policy as StackValidationPolicy).validateStack;
}

/** Whether a policy judges single resources, by the SDK's own rule. */
export function isResourcePolicy(policy: ServedPolicy): boolean {
  return validationsOf(policy).length > 0 || remediationOf(policy) !== undefined;
}

/**
 * Whether the engine counts a policy among those that a stack passes, and not among those that a resource passes. It takes one
 * kind for each policy, and whatever reported nothing and is not said to be inapplicable has passed: so one that judges
 * resources and the stack passes once the whole stack is known, and what it says of a resource is its failures alone.
 *
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/analyzer/summary.go
 */
export function isPassedByStacks(policy: ServedPolicy): boolean {
  return stackValidationOf(policy) !== undefined;
}

/** Whether a function of a policy is about a type. The SDK's helpers leave theirs in `__pulumiType`. */
export function isAbout(type: string, policy: object): boolean {
  const { pulumiTypes, __pulumiType: only } = policy as TypedPolicy;
  return pulumiTypes === undefined ? !only || only === type : pulumiTypes.includes(type);
}

/**
 * Why a function of a policy is not asked about other types, in the SDK's words. Of one that names several it goes
 * without saying: the engine is told of most policies with every resource, and a reason for each takes longer than to judge.
 */
export function whyNotAboutOthers(policy: object): string | undefined {
  const { pulumiTypes, __pulumiType: only } = policy as TypedPolicy;
  return pulumiTypes === undefined ? `Policy only applies to resources of type '${only}'` : undefined;
}

type TypedPolicy = AboutTypes & { readonly __pulumiType?: string };

/** The level of a policy: as configured, else its own, else the pack's. */
export function levelOf(
  policy: ServedPolicy,
  configured: EnforcementLevel | undefined,
  ofPack: EnforcementLevel,
): EnforcementLevel {
  return configured ?? policy.enforcementLevel ?? ofPack;
}
