import { type Collection, type Fact, isUnknown, type Key } from '@trailguard/controls';
import {
  accountOf,
  factOf,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** The keys of a program; those that it names may be elsewhere. */
export function keysOf(program: Program): Collection<Key> {
  return { items: resourcesOf(program, ...types.keys).map(keyOf), complete: openWorld };
}

function keyOf(resource: ProgramResource): Key {
  return {
    arn: known(resource, 'arn'),
    id: known(resource, 'keyId'),
    accountId: accountOf(resource),
    region: regionOrPlaceholder(resource),
    manager: 'CUSTOMER',
    state: enabled(resource),
    rotates: factOf(resource, 'enableKeyRotation', false),
    policy: openWorld,
    observation: { urn: resource.urn },
  };
}

function known(resource: ProgramResource, property: string): Fact<string> {
  const value = resource.get(property);
  return typeof value === 'string' ? value : unresolvedFact(resource, property);
}

function enabled(resource: ProgramResource): Fact<string> {
  const isEnabled = factOf<boolean>(resource, 'isEnabled', true);
  return isUnknown(isEnabled) ? isEnabled : isEnabled === false ? 'Disabled' : 'Enabled';
}

/** A property that names a key: by ARN or id, by an alias of the program, or as one of the program's own. */
export function keyReferenceOf(program: Program, resource: ProgramResource, property: string): Fact<string> {
  const reference = referenceOf(program, resource, property, ...types.keys, types.keyAlias);
  if (isUnknown(reference) || reference === null) return reference;
  const alias = resourcesOf(program, types.keyAlias).find(
    (candidate) =>
      candidate.urn === reference ||
      reference.endsWith(`:${String(candidate.get('name'))}`) ||
      candidate.get('name') === reference,
  );
  return alias === undefined ? reference : referenceOf(program, alias, 'targetKeyId', ...types.keys);
}
