import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BucketPolicy } from '@pulumi/aws/s3/bucketPolicy.js';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { ClosedBucket } from '../log-archive/closed-bucket.ts';
import { dnsSuffixOf } from '../partition.ts';
import { listFaults, ThreatListKind } from './list-format.ts';
import { reviewFaults, reviewTags } from './review.ts';
import { threatListBucketPolicy } from './threat-list-policy.ts';
import type { RegionalDetector } from './threat-detection.ts';

/** A list of addresses, from a file that is kept under version control. */
export interface ThreatList {
  /** Name, 1 to 50 letters, digits, - and _; unique. */
  name: string;
  /** What the list does. */
  kind: ThreatListKind;
  /** Path of the file with the addresses, one IPv4 address or range a line. Give this or `text`. */
  file?: string;
  /** The addresses themselves, as the file would hold them. */
  text?: string;
  /** Who answers for the list: a team or a person. */
  owner: string;
  /** Why the list is there. */
  reason: string;
  /** Last day on which the list stands, YYYY-MM-DD; from the day after, previews fail until it is looked at. */
  expires: string;
  /** Whether GuardDuty uses the list. Default: true. An active list is protected: it goes only once it is not. */
  isActive?: boolean;
}

/** Arguments of {@link ThreatLists}. */
export interface ThreatListsArgs {
  /** The administrator's detector in each region. Lists of the administrator hold for all members. */
  detectors: RegionalDetector[];
  /** The lists: at most six of threats and one of trusted addresses, which GuardDuty takes in a region. */
  lists: ThreatList[];
  /** Name of the bucket that keeps them. */
  bucketName: string;
  /** Region of the bucket. */
  region: string;
  /** ARNs of the roles that may change lists; the one that deploys must be among them. */
  deployRoleArns: string[];
  /** Tags of each list beside Owner, Reason and Expires. Default: none. */
  tags?: Record<string, string>;
}

/** Most lists of a kind that GuardDuty takes in a region; https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
const MostLists = { threat: 6, trusted: 1 } as const;

/**
 * Lists of addresses that GuardDuty reports, or trusts, in every region, in GuardDuty's format TXT. Each is checked
 * line by line before it is uploaded into a versioned bucket that only deployment writes, under a name that carries
 * its digest: a changed file is a new object, which makes GuardDuty read it again. Costs the storage of the files.
 * Lists of domains have no resource type in `@pulumi/aws`.
 * @throws one error with all faults: of format (file and line), owner, reason, expiry, or too many lists.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 */
export class ThreatLists extends pulumi.ComponentResource {
  /** Name of the bucket, once only deployment may write into it. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: ThreatListsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ThreatLists', name, args);
    const faults = threatListFaults(args.lists);
    if (faults.length > 0) throw new Error(`ThreatLists "${name}": ${faults.join('; ')}`);

    super('trailguard:index:ThreatLists', name, args, opts);
    const { region } = args;
    const closed = new ClosedBucket(
      name,
      { bucketName: args.bucketName, region, objectLockEnabled: false },
      { parent: this },
    );
    const policy = new aws.s3.BucketPolicy(
      name,
      { region, bucket: closed.bucketName, policy: threatListBucketPolicy(args) },
      { parent: this, dependsOn: closed },
    );
    for (const list of args.lists) this.#use(name, list, args, policy);

    this.bucketName = policy.bucket;
    this.registerOutputs({ bucketName: this.bucketName });
  }

  /** Uploads a list, and has GuardDuty use it in every region. */
  #use(name: string, list: ThreatList, args: ThreatListsArgs, policy: BucketPolicy): void {
    const content = textOf(list);
    const digest = createHash('sha256').update(content).digest('hex');
    const key = `${list.kind}/${list.name}/${digest}.txt`;
    const tags = { ...args.tags, ...reviewTags(list) };
    const isActive = list.isActive ?? true;
    const file = new aws.s3.BucketObjectv2(
      `${name}-${list.name}`,
      { region: args.region, bucket: policy.bucket, key, content, contentType: 'text/plain' },
      // What was trusted when stays on record; the provider would remove every version.
      { parent: this, retainOnDelete: true },
    );
    const settings = {
      activate: isActive,
      format: 'TXT',
      location: `https://s3.${args.region}.${dnsSuffixOf(args.region)}/${args.bucketName}/${key}`,
      name: list.name,
      tags,
    };
    for (const { region, detectorId } of args.detectors) {
      const options = { parent: this, dependsOn: file, protect: isActive };
      const child = `${name}-${list.name}-${region}`;
      if (list.kind === ThreatListKind.Trusted) {
        new aws.guardduty.IPSet(child, { region, detectorId, ...settings }, options);
      } else {
        new aws.guardduty.ThreatIntelSet(child, { region, detectorId, ...settings }, options);
      }
    }
  }
}

/**
 * Checks lists before anything is uploaded.
 * @returns one sentence for each fault; none when all is well.
 */
export function threatListFaults(lists: readonly ThreatList[]): string[] {
  const tooMany = Object.values(ThreatListKind).flatMap((kind) => {
    const count = lists.filter((list) => list.kind === kind).length;
    return count > MostLists[kind]
      ? [`there are ${count} ${kind} lists; GuardDuty takes at most ${MostLists[kind]} in a region`]
      : [];
  });
  const names = lists.map((list) => list.name);
  const twice = names.filter((listName, index) => names.indexOf(listName) !== index);
  return [
    ...tooMany,
    ...twice.map((listName) => `the list "${listName}" is given twice`),
    ...lists.flatMap((list) => faultsOf(list).map((text) => `list "${list.name}": ${text}`)),
  ];
}

function faultsOf(list: ThreatList): string[] {
  const faults = reviewFaults(list);
  if (!/^[A-Za-z0-9_-]{1,50}$/.test(list.name))
    faults.push('its name must be 1 to 50 letters, digits, - and _');
  if ((list.file === undefined) === (list.text === undefined)) return [...faults, 'give either file or text'];
  try {
    return [...faults, ...listFaults(list.file ?? 'text', textOf(list), list.kind)];
  } catch (error) {
    return [...faults, `${list.file} cannot be read: ${(error as Error).message}`];
  }
}

/** The addresses of a list. @throws when its file cannot be read. */
function textOf({ file, text }: ThreatList): string {
  return text ?? readFileSync(file as string, 'utf8');
}
