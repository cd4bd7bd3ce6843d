import type { Collection, EventRule, EventTarget, Fact } from '@trailguard/controls';
import { isUnknown } from '@trailguard/controls';
import { objectOf, unresolved } from './plain-values.ts';
import {
  accountOf,
  factOf,
  givenName,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  textOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { types } from './types.ts';

/** The event rules of a program; accounts may have others. */
export function eventRulesOf(program: Program): Collection<EventRule> {
  const targets = Map.groupBy(resourcesOf(program, types.eventTarget), (target) =>
    referenceTo(program, target),
  );
  const [stray] = targets.get(nobodyKnown) ?? [];
  const items = resourcesOf(program, types.eventRule).map((resource): EventRule => {
    const name = givenName(resource);
    const keys = [resource.urn, ...(isUnknown(name) ? [] : [keyOf(program, resource, String(name))])];
    const own = keys.flatMap((key) => targets.get(key) ?? []);
    return {
      name,
      accountId: accountOf(resource),
      region: regionOrPlaceholder(resource),
      bus: busOf(program, resource),
      pattern: factOf<string>(resource, 'eventPattern', null),
      state: stateOf(resource),
      targets: targetsOf(program, own, stray),
      observation: { urn: resource.urn, urns: own[0] === undefined ? {} : { targets: own[0].urn } },
    };
  });
  return { items, complete: openWorld };
}

const nobodyKnown = '(rule not known)';

/** What a rule has, and why it may have more: a target whose rule is not known yet. */
function targetsOf(
  program: Program,
  own: readonly ProgramResource[],
  stray: ProgramResource | undefined,
): Fact<readonly EventTarget[]> {
  if (!program.isWhole) return openWorld;
  if (own.length === 0 && stray !== undefined) return unresolvedFact(stray, 'rule');
  return own.map((target) => targetOf(program, target));
}

/** The rule of a target: its URN while its name is not known, else its place and name. */
function referenceTo(program: Program, target: ProgramResource): string {
  const rule = referenceOf(program, target, 'rule', types.eventRule);
  if (isUnknown(rule) || rule === null) return nobodyKnown;
  return rule.startsWith('urn:') ? rule : keyOf(program, target, rule);
}

function keyOf(program: Program, resource: ProgramResource, rule: string): string {
  const bus = busOf(program, resource);
  const place = `${accountOf(resource)}/${regionOrPlaceholder(resource)}`;
  return `${place}/${isUnknown(bus) ? '' : bus}/${rule}`;
}

/** Buses are named, or given by their ARN. */
function busOf(program: Program, resource: ProgramResource): Fact<string> {
  const bus = referenceOf(program, resource, 'eventBusName', types.eventBus);
  if (isUnknown(bus)) return bus;
  if (bus === null) return 'default';
  return bus.startsWith('arn:') ? (bus.split('/').at(-1) ?? bus) : bus;
}

/** `isEnabled` is the older name of the state. */
function stateOf(resource: ProgramResource): Fact<string> {
  if (resource.isSet('isEnabled') && resource.get('isEnabled') === false) return 'DISABLED';
  return factOf(resource, 'state', 'ENABLED');
}

function targetOf(program: Program, resource: ProgramResource): EventTarget {
  return {
    arn: referenceOf(program, resource, 'arn', types.topic, types.eventBus, types.queue),
    deadLetterArn: deadLettersOf(program, resource),
  };
}

function deadLettersOf(program: Program, resource: ProgramResource): Fact<string> {
  const value = resource.get('deadLetterConfig');
  const arn = value === unresolved ? unresolved : objectOf(value)?.arn;
  if (arn !== unresolved) return textOf(arn);
  const sources = new Set(resource.dependenciesOf('deadLetterConfig'));
  const queue = resourcesOf(program, types.queue).find(({ urn }) => sources.has(urn));
  return queue?.urn ?? unresolvedFact(resource, 'deadLetterConfig');
}
