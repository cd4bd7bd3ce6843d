import type { Role } from '@pulumi/aws/iam/role.js';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { RoleName, roleArn } from '../organization-names.ts';
import { partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';
import { AuditActions, DataReadActions } from './audit-actions.ts';

/** Arguments of {@link AccountBaseline}. */
export interface AccountBaselineArgs {
  /** Account whose roles may take this account's roles of the same name, 12 digits: the management account. */
  managementAccountId: string;
  /** Home region of the organization; tells the partition. */
  homeRegion: string;
  /** Regions in which new EBS volumes are to be encrypted: all that are enabled for the account. */
  regions: string[];
  /** Word that sessions of the roles must bring along. Default: none, as both ends are of one organization. */
  externalId?: string;
}

/**
 * What every account of the organization has: roles for audits and previews, S3 closed to the public as a
 * whole, EBS volumes encrypted by default, and a password policy for what IAM users there are.
 */
export class AccountBaseline extends pulumi.ComponentResource {
  /** ARN of the role that audits use. */
  readonly auditRoleArn: pulumi.Output<string>;
  /** ARN of the role that previews use. */
  readonly previewRoleArn: pulumi.Output<string>;

  constructor(name: string, args: AccountBaselineArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('AccountBaseline', name, args);
    super('trailguard:index:AccountBaseline', name, args, opts);

    const audit = this.#role(name, RoleName.Audit, 'Reads what the controls judge', args);
    new aws.iam.RolePolicy(
      `${name}-audit`,
      {
        name: 'audit',
        role: audit.name,
        policy: policyDocument([
          { Sid: 'ReadWhatControlsJudge', Effect: 'Allow', Action: AuditActions, Resource: '*' },
        ]),
      },
      { parent: this },
    );

    const preview = this.#role(name, RoleName.Preview, 'Reads settings for previews', args);
    new aws.iam.RolePolicyAttachment(
      `${name}-preview`,
      {
        role: preview.name,
        policyArn: `arn:${partitionOf(args.homeRegion)}:iam::aws:policy/ReadOnlyAccess`,
      },
      { parent: this },
    );
    new aws.iam.RolePolicy(
      `${name}-preview`,
      {
        name: 'no-data',
        role: preview.name,
        policy: policyDocument([
          { Sid: 'DenyReadsOfData', Effect: 'Deny', Action: DataReadActions, Resource: '*' },
        ]),
      },
      { parent: this },
    );

    new aws.s3.AccountPublicAccessBlock(
      name,
      { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      { parent: this },
    );
    for (const region of args.regions) {
      new aws.ebs.EncryptionByDefault(`${name}-${region}`, { region, enabled: true }, { parent: this });
    }
    new aws.iam.AccountPasswordPolicy(
      name,
      {
        // Length and reuse as the CIS AWS Foundations Benchmark asks; NIST SP 800-63B advises against expiry.
        minimumPasswordLength: 14,
        passwordReusePrevention: 24,
        allowUsersToChangePassword: true,
        requireLowercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
        requireUppercaseCharacters: true,
      },
      { parent: this },
    );

    this.auditRoleArn = audit.arn;
    this.previewRoleArn = preview.arn;
    this.registerOutputs({ auditRoleArn: this.auditRoleArn, previewRoleArn: this.previewRoleArn });
  }

  /**
   * A role that the management account's role of the same name may take. The trust names the account and
   * narrows it by condition, because IAM refuses a principal that does not exist yet.
   */
  #role(name: string, roleName: RoleName, description: string, args: AccountBaselineArgs): Role {
    const partition = partitionOf(args.homeRegion);
    const trusted = roleArn(args.homeRegion, args.managementAccountId, roleName);
    return new aws.iam.Role(
      `${name}-${roleName === RoleName.Audit ? 'audit' : 'preview'}`,
      {
        name: roleName,
        description,
        maxSessionDuration: 3600,
        assumeRolePolicy: policyDocument([
          {
            Sid: 'AssumeBySameRoleOfManagement',
            Effect: 'Allow',
            Principal: { AWS: `arn:${partition}:iam::${args.managementAccountId}:root` },
            Action: 'sts:AssumeRole',
            Condition: {
              StringEquals: {
                'aws:PrincipalArn': trusted,
                ...(args.externalId === undefined ? {} : { 'sts:ExternalId': args.externalId }),
              },
            },
          },
        ]),
      },
      { parent: this },
    );
  }
}
