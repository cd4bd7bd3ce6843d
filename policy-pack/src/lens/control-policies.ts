import type { Collection, ControlPolicy, ControlPolicyType, Fact } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import { policyOf } from './bucket-settings.ts';
import { unnamedRoot } from './organization.ts';
import { factOf, openWorld, type Program, referenceOf, resourcesOf } from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/**
 * The control policies of a program, with what they are attached to. A program that declares some is taken to declare
 * all that guard the organization.
 */
export function controlPoliciesOf(program: Program): Collection<ControlPolicy> {
  const attachments = resourcesOf(program, types.controlPolicyAttachment).map((resource) => ({
    resource,
    policy: referenceOf(program, resource, 'policyId', types.controlPolicy),
    target: targetOf(program, resource),
  }));
  const stray = attachments.map(({ policy }) => policy).find(isUnknown);
  const items = resourcesOf(program, types.controlPolicy)
    .filter(isControlPolicy)
    .map((resource): ControlPolicy => {
      const own = attachments.filter(
        ({ policy }) => policy === resource.urn || policy === resource.get('id'),
      );
      const targets = own.map(({ target }) => target);
      const hidden = targets.find(isUnknown) ?? stray;
      return {
        id: factOf<string>(resource, 'id', null),
        name: factOf<string>(resource, 'name', resource.name),
        type: factOf<ControlPolicyType>(resource, 'type', 'SERVICE_CONTROL_POLICY'),
        content: policyOf(resource, 'content'),
        targets: program.isWhole
          ? (hidden ?? targets.filter((target) => typeof target === 'string'))
          : openWorld,
        observation: {
          urn: resource.urn,
          ...(own[0] === undefined ? {} : { urns: { targets: own[0].resource.urn } }),
        },
      };
    });
  return { items, complete: program.isWhole && items.length > 0 ? true : openWorld };
}

/** Tag, backup and other policies bound nobody. */
function isControlPolicy(resource: ProgramResource): boolean {
  const type = resource.get('type');
  return typeof type !== 'string' || type.endsWith('_CONTROL_POLICY');
}

/** The id of a root, unit or account; what comes from the organization itself is its root. */
function targetOf(program: Program, resource: ProgramResource): Fact<string> {
  const target = referenceOf(program, resource, 'targetId', types.organization, types.account, types.unit);
  return typeof target === 'string' && target.includes(types.organization) ? unnamedRoot : target;
}
