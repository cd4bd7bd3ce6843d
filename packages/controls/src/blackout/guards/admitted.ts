import { type Fact, isUnknown, type Unknown } from '../../model/fact.ts';
import type { PolicyDocument } from '../../model/policy-document.ts';
import { listOf } from '../../policy/statement.ts';

/** Whom a policy lets in by any of its statements, such as `Service cloudtrail.amazonaws.com`. */
export function admittedBy(policy: Fact<PolicyDocument>): readonly string[] | Unknown {
  if (isUnknown(policy)) return policy;
  const admitted = (policy?.Statement ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal }) =>
      typeof Principal !== 'object'
        ? [Principal === undefined ? 'everyone but some' : 'everyone']
        : Object.entries(Principal).flatMap(([kind, ids]) => listOf(ids).map((id) => `${kind} ${id}`)),
    );
  return [...new Set(admitted)].sort();
}

/** The services among them. */
export function servicesAdmittedBy(policy: Fact<PolicyDocument>): readonly string[] | Unknown {
  const admitted = admittedBy(policy);
  return isUnknown(admitted) ? admitted : admitted.filter((one) => one.startsWith('Service '));
}
