import {
  type Collection,
  type Fact,
  isUnknown,
  type PolicyDocument,
  type Subscription,
  type Topic,
  unknownBecause,
} from '@trailguard/controls';
import { policyOf } from './bucket-settings.ts';
import { keyReferenceOf } from './keys.ts';
import { arnFrom } from './log-groups.ts';
import {
  accountOf,
  factOf,
  givenName,
  openWorld,
  type Program,
  referenceOf,
  regionOrPlaceholder,
  resourcesOf,
  unresolvedFact,
} from './program.ts';
import type { ProgramResource } from './program-resource.ts';
import { tagsOf } from './tags.ts';
import { types } from './types.ts';

/** The topics of a program, and those elsewhere whose policy it sets. */
export function topicsOf(program: Program): Collection<Topic> {
  const declared = resourcesOf(program, types.topic).map((resource) => topicOf(program, resource));
  const elsewhere = resourcesOf(program, types.topicPolicy)
    .filter((policy) => !declared.some((topic) => isOf(program, policy, 'arn', topic)))
    .map((policy) => topicElsewhere(program, policy));
  return { items: [...declared, ...elsewhere], complete: openWorld };
}

function topicOf(program: Program, resource: ProgramResource): Topic {
  const name = givenName(resource);
  const arn = arnFrom(resource, 'sns', name);
  const known = { arn, observation: { urn: resource.urn } };
  const policies = resourcesOf(program, types.topicPolicy).filter((policy) =>
    isOf(program, policy, 'arn', known),
  );
  const [policy] = policies;
  return {
    name,
    arn,
    accountId: accountOf(resource),
    region: regionOrPlaceholder(resource),
    exists: true,
    policy: policyFrom(program, resource, policies),
    kmsKeyId: keyReferenceOf(program, resource, 'kmsMasterKeyId'),
    subscriptions: subscriptionsOf(program, known),
    loggedProtocols: loggedProtocolsOf(resource),
    tags: tagsOf(resource),
    observation: {
      urn: resource.urn,
      ...(policy === undefined ? {} : { urns: { policy: policy.urn } }),
    },
  };
}

function policyFrom(
  program: Program,
  topic: ProgramResource,
  policies: readonly ProgramResource[],
): Fact<PolicyDocument> {
  const [policy, ...others] = policies;
  if (policy !== undefined) {
    if (others.length === 0) return policyOf(policy);
    const names = policies.map(({ name }) => name).join(' and ');
    return unknownBecause('not-read', `${names} both set the policy of the topic`);
  }
  if (topic.isSet('policy')) return policyOf(topic);
  // Without one SNS lets the owner's account publish and subscribe.
  return program.isWhole ? null : openWorld;
}

function topicElsewhere(program: Program, policy: ProgramResource): Topic {
  const reference = referenceOf(program, policy, 'arn', types.topic);
  const [, , , region, accountId, name] = typeof reference === 'string' ? reference.split(':') : [];
  return {
    name: name ?? openWorld,
    arn: reference ?? openWorld,
    accountId: accountId ?? accountOf(policy),
    region: region ?? regionOrPlaceholder(policy),
    exists: true,
    policy: policyOf(policy),
    kmsKeyId: openWorld,
    subscriptions: openWorld,
    loggedProtocols: openWorld,
    tags: openWorld,
    observation: { urn: policy.urn },
  };
}

function isOf(
  program: Program,
  resource: ProgramResource,
  property: string,
  { arn, observation }: Pick<Topic, 'arn' | 'observation'>,
): boolean {
  const reference = referenceOf(program, resource, property, types.topic);
  return typeof reference === 'string' && (reference === arn || reference === observation.urn);
}

/** Protocols whose subscribers SNS takes for confirmed. */
const unasked = new Set(['sqs', 'lambda', 'firehose']);

/** The subscriptions that a program declares; people subscribe outside of programs too. */
function subscriptionsOf(
  program: Program,
  topic: Pick<Topic, 'arn' | 'observation'>,
): Fact<readonly Subscription[]> {
  const declared = resourcesOf(program, types.topicSubscription).filter((resource) =>
    isOf(program, resource, 'topic', topic),
  );
  const protocols = declared.map((resource) => factOf<string>(resource, 'protocol', ''));
  const hidden = protocols.find(isUnknown);
  if (declared.length === 0) return openWorld;
  return (
    hidden ??
    declared.map((resource, index): Subscription => {
      const protocol = String(protocols[index]);
      return { protocol, isConfirmed: unasked.has(protocol) ? true : confirmationOf(resource) };
    })
  );
}

function confirmationOf(resource: ProgramResource): Fact<boolean> {
  const isPending = resource.get('pendingConfirmation');
  return typeof isPending === 'boolean' ? !isPending : unresolvedFact(resource, 'pendingConfirmation');
}

const feedback = ['application', 'firehose', 'http', 'lambda', 'sqs'] as const;

function loggedProtocolsOf(resource: ProgramResource): readonly string[] {
  return feedback.filter((protocol) => {
    const role = resource.get(`${protocol}FailureFeedbackRoleArn`);
    return role !== undefined && role !== null && role !== '';
  });
}
