import { randomBytes } from 'node:crypto';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { managedDetector, ownDetector } from './detectors.ts';
import { badRequest, invalidValue, Message, noSuchResource } from './errors.ts';
import { page } from './page.ts';
import type { Detector, EntitySet, Tags } from './state.ts';
import { readTags } from './tags.ts';

/** The four kinds of list differ only in their names and limits. */
interface SetKind {
  /** In the operations' names: `Create${singular}`, `List${singular}s`. */
  readonly singular: string;
  /** Segment of the ARN, and key in the detector's state. */
  readonly segment: string;
  readonly idField: string;
  readonly listField: string;
  /** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
  readonly limit: number;
  /** The entity kinds also answer their times. */
  readonly withTimes: boolean;
}

const Kinds: readonly SetKind[] = [
  {
    singular: 'IPSet',
    segment: 'ipset',
    idField: 'IpSetId',
    listField: 'IpSetIds',
    limit: 1,
    withTimes: false,
  },
  {
    singular: 'ThreatIntelSet',
    segment: 'threatintelset',
    idField: 'ThreatIntelSetId',
    listField: 'ThreatIntelSetIds',
    limit: 6,
    withTimes: false,
  },
  {
    singular: 'ThreatEntitySet',
    segment: 'threatentityset',
    idField: 'ThreatEntitySetId',
    listField: 'ThreatEntitySetIds',
    limit: 6,
    withTimes: true,
  },
  {
    singular: 'TrustedEntitySet',
    segment: 'trustedentityset',
    idField: 'TrustedEntitySetId',
    listField: 'TrustedEntitySetIds',
    limit: 1,
    withTimes: true,
  },
];

const Formats = ['TXT', 'STIX', 'OTX_CSV', 'ALIEN_VAULT', 'PROOF_POINT', 'FIRE_EYE'];

/** Fields of create and update. */
interface SetInput {
  readonly Name?: string;
  readonly Format?: string;
  readonly Location?: string;
  readonly Activate?: boolean;
  readonly ExpectedBucketOwner?: string;
  readonly Tags?: Tags;
}

function setsOf(detector: Detector, kind: SetKind): EntitySet[] {
  detector.sets[kind.segment] ??= [];
  return detector.sets[kind.segment] as EntitySet[];
}

function find(detector: Detector, kind: SetKind, call: Call): EntitySet {
  const set = setsOf(detector, kind).find((one) => one.id === call.input[kind.idField]);
  if (!set) throw noSuchResource();
  return set;
}

/** `https://s3.amazonaws.com/bucket/key`, `s3://bucket/key` and the like. */
function readLocation(location: string | undefined): string {
  if (location === undefined || !/^(?:s3|https?):\/\/[^/]+\/.+/.test(location)) throw invalidValue();
  return location;
}

function create(kind: SetKind) {
  return async (call: Call, sandbox: SandboxContext): Promise<object> => {
    const input = call.input as SetInput;
    const { detector } = await managedDetector(call, sandbox);
    const sets = setsOf(detector, kind);
    if (!input.Name || !Formats.includes(input.Format ?? '') || input.Activate === undefined)
      throw invalidValue();
    const location = readLocation(input.Location);
    if (sets.length >= kind.limit) throw badRequest(Message.limit);
    const at = sandbox.clock.now().toISOString();
    const set: EntitySet = {
      id: randomBytes(16).toString('hex'),
      name: input.Name,
      format: input.Format ?? '',
      location,
      status: input.Activate ? 'ACTIVE' : 'INACTIVE',
      ...(input.ExpectedBucketOwner !== undefined && { expectedBucketOwner: input.ExpectedBucketOwner }),
      tags: readTags(input.Tags),
      createdAt: at,
      updatedAt: at,
    };
    sets.push(set);
    return { [kind.idField]: set.id };
  };
}

function get(kind: SetKind) {
  return async (call: Call, sandbox: SandboxContext): Promise<object> => {
    const set = find((await ownDetector(call, sandbox)).detector, kind, call);
    return {
      Name: set.name,
      Format: set.format,
      Location: set.location,
      Status: set.status,
      Tags: set.tags,
      ...(set.expectedBucketOwner !== undefined && { ExpectedBucketOwner: set.expectedBucketOwner }),
      ...(kind.withTimes && { CreatedAt: new Date(set.createdAt), UpdatedAt: new Date(set.updatedAt) }),
    };
  };
}

function update(kind: SetKind) {
  return async (call: Call, sandbox: SandboxContext): Promise<object> => {
    const input = call.input as SetInput;
    const set = find((await managedDetector(call, sandbox)).detector, kind, call);
    if (input.Location !== undefined) set.location = readLocation(input.Location);
    set.name = input.Name ?? set.name;
    if (input.Activate !== undefined) set.status = input.Activate ? 'ACTIVE' : 'INACTIVE';
    if (input.ExpectedBucketOwner !== undefined) set.expectedBucketOwner = input.ExpectedBucketOwner;
    set.updatedAt = sandbox.clock.now().toISOString();
    return {};
  };
}

function remove(kind: SetKind) {
  return async (call: Call, sandbox: SandboxContext): Promise<object> => {
    const { detector } = await managedDetector(call, sandbox);
    const set = find(detector, kind, call);
    detector.sets[kind.segment] = setsOf(detector, kind).filter((one) => one !== set);
    return {};
  };
}

function list(kind: SetKind) {
  return async (call: Call, sandbox: SandboxContext): Promise<object> => {
    const { detector } = await ownDetector(call, sandbox);
    const { items, next } = page(
      setsOf(detector, kind).map((set) => set.id),
      call.input,
    );
    return { [kind.listField]: items, ...next };
  };
}

/**
 * Create, get, list, update and delete of IP sets, threat intel sets, threat and trusted entity sets.
 * A set is active as soon as it is activated; its file is not read.
 * https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateIPSet.html
 */
export const entitySetOperations: Readonly<
  Record<string, (call: Call, sandbox: SandboxContext) => Promise<object>>
> = Object.fromEntries(
  Kinds.flatMap((kind) => [
    [`Create${kind.singular}`, create(kind)],
    [`Get${kind.singular}`, get(kind)],
    [`List${kind.singular}s`, list(kind)],
    [`Update${kind.singular}`, update(kind)],
    [`Delete${kind.singular}`, remove(kind)],
  ]),
);
