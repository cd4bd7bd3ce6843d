import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { logKeyPolicy } from './key-policy.ts';
import { readerFaults } from './readers.ts';

/** Arguments of {@link LogKey}. Names are plain strings: a policy that knows them is known on a preview. */
export interface LogKeyArgs {
  /** Region of the key; the bucket's own, as S3 asks. */
  region: string;
  /** Account that this key is made in, 12 digits: the log archive. */
  accountId: string;
  /** Account that owns the organization trail, 12 digits. */
  managementAccountId: string;
  /** ARN of the trail that may encrypt with the key. */
  trailArn: string;
  /** ARNs of further trails that may, such as one of data events, or other accounts' own. Default: none. */
  furtherTrailArns?: string[];
  /** Bucket whose S3 Bucket Key may come from this key. */
  bucketName: string;
  /** The key's alias, `alias/…`. */
  alias: string;
  /** ARN of the one role that may disable the key or schedule its deletion. It need not exist yet. */
  breakGlassRoleArn: string;
  /**
   * ARNs of the roles that may change the key's policy; the one that deploys must be among them, or KMS refuses
   * to make the key. They need not exist yet.
   */
  deployRoleArns: string[];
  /**
   * ARNs of roles that may decrypt log files through S3, of any account; a role of IAM Identity Center may end in
   * `_*`. None of them may administer the archive. Default: none.
   */
  readerRoleArns?: string[];
  /** ARN of the role with which S3 copies log files elsewhere. Default: none. */
  replicationRoleArn?: string;
}

/**
 * Customer-managed key of the log files: rotated each year, usable by CloudTrail for our trails alone, and
 * never by those who administer it. Costs what AWS charges a key and month, and a call to KMS for a bucket
 * key rather than for each file.
 * @throws when a reader is no single role, or administers the archive.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
 */
export class LogKey extends pulumi.ComponentResource {
  /** ARN of the key, for the trail and the bucket. */
  readonly keyArn: pulumi.Output<string>;
  /** The key's alias. */
  readonly aliasName: pulumi.Output<string>;

  constructor(name: string, args: LogKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('LogKey', name, args);
    const readerRoleArns = args.readerRoleArns ?? [];
    const faults = readerFaults(readerRoleArns, [args.breakGlassRoleArn, ...args.deployRoleArns]);
    if (faults.length > 0) throw new Error(`LogKey "${name}": ${faults.join('; ')}`);

    super('trailguard:index:LogKey', name, args, opts);

    const key = new aws.kms.Key(
      name,
      {
        region: args.region,
        description: 'Encrypts the log files of the organization trail',
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: logKeyPolicy({
          ...args,
          trailArns: [args.trailArn, ...(args.furtherTrailArns ?? [])],
          readerRoleArns,
        }),
      },
      // Without the key every log file is lost.
      { parent: this, protect: true },
    );
    const alias = new aws.kms.Alias(
      name,
      { region: args.region, name: args.alias, targetKeyId: key.keyId },
      { parent: this },
    );

    this.keyArn = key.arn;
    this.aliasName = alias.name;
    this.registerOutputs({ keyArn: this.keyArn, aliasName: this.aliasName });
  }
}
