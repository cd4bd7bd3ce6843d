import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { type Guardrail, guardrailStatements } from './guardrail-statements.ts';
import { packPolicies } from './pack-policies.ts';
import { documentedQuotas } from './documented-quotas.ts';
import { PolicyType } from './policy-type.ts';

/** Arguments of {@link Guardrails}. */
export interface GuardrailsArgs {
  /** Start of the policies' names and of the names of what they protect. */
  namePrefix: string;
  /** The root or organizational units, by id, that the policies are attached to, each with all below it. */
  targetIds: string[];
  /** The organization's id, `o-…`. */
  organizationId: string;
  /** Region of the trail and the log bucket; always allowed. */
  homeRegion: string;
  /** Accounts that keep logs and nothing else, 12 digits each: every key of theirs is protected. */
  logAccountIds: string[];
  /** Names of the log bucket, the bucket of exported findings, those of their access logs and their copies. */
  logBucketNames: string[];
  /** ARNs of the roles that may delete log files. */
  breakGlassRoleArns: string[];
  /** What is kept from happening. Default: everything. Denials cost nothing. */
  guardrails?: Guardrail[];
  /** Kinds of policies to make: those that are enabled in the root. Default: both. */
  policyTypes?: PolicyType[];
  /** Regions that members may use beside the home region. Default: every region, which is no denial at all. */
  allowedRegions?: string[];
  /** Names (with their path, if any) of the roles that deploy, in whichever member. Default: `OrganizationAccountAccessRole`. */
  deployRoleNames?: string[];
  /** Names of the roles that read for audits and previews. Default: `TrailGuardAudit` and `TrailGuardPreview`. */
  auditRoleNames?: string[];
  /**
   * Patterns of the ARNs of further roles that may do what deploy roles may, such as
   * `arn:aws:iam::*:role/AWSControlTowerExecution`. Default: none. Each is a way round the guardrails.
   */
  furtherRoleArns?: string[];
  /** ARNs of roles that may change how long log files stay. Default: none but the break-glass roles. */
  retentionAdministratorArns?: string[];
  /** Accounts outside the organization, 12 digits each, that read logs or whose trails write them. Default: none. */
  outsideAccountIds?: string[];
  /** Characters that a service control policy may have. Default: what AWS documents for the partition. */
  serviceControlPolicyLength?: number;
  /** Characters that a resource control policy may have. Default: 5120. */
  resourceControlPolicyLength?: number;
}

/** One policy as it is to be made. */
export interface PlannedPolicy {
  readonly type: PolicyType;
  /** Name in AWS; unique among the organization's policies of its type. */
  readonly name: string;
  /** The document. */
  readonly content: string;
}

/**
 * The policies of guardrails, packed into as few as fit.
 * @throws when a statement alone is longer than a policy may be.
 */
export function planGuardrails(args: GuardrailsArgs): PlannedPolicy[] {
  const statements = guardrailStatements(args);
  const types = args.policyTypes ?? Object.values(PolicyType);
  const planned = (type: PolicyType, kind: string, limit: number) =>
    packPolicies(types.includes(type) ? statements[type] : [], limit).map((content, index) => ({
      type,
      name: `${args.namePrefix}-${kind}-${index + 1}`,
      content,
    }));
  const length = (type: PolicyType) => documentedQuotas(type, args.homeRegion).documentLength;
  return [
    ...planned(
      PolicyType.ServiceControl,
      'guardrails',
      args.serviceControlPolicyLength ?? length(PolicyType.ServiceControl),
    ),
    ...planned(
      PolicyType.ResourceControl,
      'perimeter',
      args.resourceControlPolicyLength ?? length(PolicyType.ResourceControl),
    ),
  ];
}

/**
 * Control policies that keep members from silencing what watches them. The roles that deploy, audit and break the glass are
 * exempt in the very statement that denies, so there is no moment in which they are shut out; service-linked roles are never
 * bound. **The management account is not bound by service control policies, nor its resources by resource control policies.**
 *
 * The policy types must be enabled in the organization's root before: enabling is no resource of the provider but the
 * exclusive list of `aws.organizations.Organization`, which this component never touches. Policies and attachments are
 * protected, so that no change of settings takes one away unseen.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export class Guardrails extends pulumi.ComponentResource {
  /** Names of the policies. */
  readonly policyNames: pulumi.Output<string[]>;

  constructor(name: string, args: GuardrailsArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('Guardrails', name, args);
    super('trailguard:index:Guardrails', name, args, opts);

    const planned = planGuardrails(args);
    for (const { type, name: policyName, content } of planned) {
      const child = `${name}-${policyName.slice(args.namePrefix.length + 1)}`;
      const policy = new aws.organizations.Policy(
        child,
        { name: policyName, description: description(type), type, content },
        { parent: this, protect: true },
      );
      for (const targetId of args.targetIds) {
        new aws.organizations.PolicyAttachment(
          `${child}-${targetId}`,
          { policyId: policy.id, targetId },
          { parent: this, protect: true },
        );
      }
    }

    this.policyNames = pulumi.output(planned.map((policy) => policy.name));
    this.registerOutputs({ policyNames: this.policyNames });
  }
}

const description = (type: PolicyType) =>
  type === PolicyType.ServiceControl
    ? 'Keeps members from silencing trails, threat detection and logs'
    : 'Keeps log files and their keys in the organization';
