import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { documentedQuotas } from '../guardrails/documented-quotas.ts';
import { PolicyType } from '../guardrails/policy-type.ts';
import { OrganizationAccessRoleName, RoleName } from '../organization-names.ts';
import { quarantinePolicy } from './quarantine-policy.ts';

/** Arguments of {@link QuarantineUnit}. */
export interface QuarantineUnitArgs {
  /** Start of the policy's name. */
  namePrefix: string;
  /** The root, or the unit, that the quarantine unit is in, by id. Policies of the root hold in it too. */
  parentId: string;
  /** Region of the trail and the log bucket; tells the partition. */
  homeRegion: string;
  /** Name of the role with which EventBridge forwards events, in whichever member. */
  eventForwardRoleName: string;
  /** Name of the unit, 1 to 128 characters. Default: `Quarantine`. */
  unitName?: string;
  /** Names (with their path, if any) of the roles that deploy, in whichever member. Default: `OrganizationAccountAccessRole`. */
  deployRoleNames?: string[];
  /** Names of the roles that read for audits and previews, and that answer findings. Default: `TrailGuardAudit` and `TrailGuardPreview`. */
  auditRoleNames?: string[];
  /** ARNs of the roles that may delete log files. Default: none. */
  breakGlassRoleArns?: string[];
  /** Patterns of the ARNs of further roles that keep their rights. Default: none. Each is a way out of the quarantine. */
  furtherRoleArns?: string[];
}

/**
 * An organizational unit that suspends the accounts that are moved into it: nobody in them may do anything but the roles that
 * deploy, audit and preview, while logs and findings go on. What runs goes on running and is billed; a role that it uses is
 * denied. Moving an account out again takes it up as it was. Unit and policy cost nothing.
 *
 * Service control policies must be enabled in the root. Unit, policy and attachment are protected: without them a suspended
 * account would be free again.
 *
 * The policy rests on names of roles, so nobody in a member may make or change such roles before either:
 * `Guardrails` sees to it.
 */
export class QuarantineUnit extends pulumi.ComponentResource {
  /** Id of the unit: an account with it as `organizationalUnitId` is suspended. */
  readonly unitId: pulumi.Output<string>;

  constructor(name: string, args: QuarantineUnitArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('QuarantineUnit', name, args);
    super('trailguard:index:QuarantineUnit', name, args, opts);
    const { unitName = 'Quarantine' } = args;
    const content = quarantinePolicy({
      region: args.homeRegion,
      deployRoleNames: args.deployRoleNames ?? [OrganizationAccessRoleName],
      auditRoleNames: args.auditRoleNames ?? [RoleName.Audit, RoleName.Preview],
      breakGlassRoleArns: args.breakGlassRoleArns ?? [],
      furtherRoleArns: args.furtherRoleArns ?? [],
      eventForwardRoleName: args.eventForwardRoleName,
    });
    const faults = quarantineFaults(unitName, content, args.homeRegion);
    if (faults.length > 0) throw new Error(`QuarantineUnit "${name}": ${faults.join('; ')}`);

    const unit = new aws.organizations.OrganizationalUnit(
      name,
      { name: unitName, parentId: args.parentId },
      { parent: this, protect: true },
    );
    const policy = new aws.organizations.Policy(
      name,
      {
        name: `${args.namePrefix}-quarantine`,
        description: 'Denies everything in suspended accounts but care and the writing of logs',
        type: PolicyType.ServiceControl,
        content,
      },
      { parent: this, protect: true },
    );
    const attachment = new aws.organizations.PolicyAttachment(
      name,
      { policyId: policy.id, targetId: unit.id },
      { parent: this, protect: true },
    );

    // An account that goes where the unit's id says shall find the policy in force.
    this.unitId = pulumi.all([unit.id, attachment.id]).apply(([id]) => id);
    this.registerOutputs({ unitId: this.unitId });
  }
}

function quarantineFaults(unitName: string, content: string, region: string): string[] {
  const { documentLength } = documentedQuotas(PolicyType.ServiceControl, region);
  return [
    ...(/^.{1,128}$/u.test(unitName) && unitName.trim() !== ''
      ? []
      : [`unitName is ${JSON.stringify(unitName)}; it must be 1 to 128 characters`]),
    ...(content.length <= documentLength
      ? []
      : [
          `the policy has ${content.length} characters and AWS takes ${documentLength}; name fewer roles, or patterns that hold several`,
        ]),
  ];
}
