import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { aws } from '../aws.ts';
import { type PolicyStatement, policyDocument } from '../policy-document.ts';
import { accessNames } from './access-names.ts';
import { type FederatedPeople, federatedFaults, SecondFactorTag } from './federated-people.ts';
import { investigatorStatements } from './investigator-policy.ts';
import { neverByPeople, operatorStatements } from './operator-policy.ts';
import { personTrust, principalFaults, sessionSeconds } from './person-trust.ts';

/** Who asks the log files, and where they and what is answered are. */
export interface Investigators {
  /** ARNs of the IAM users or roles that take the role with a second factor. */
  principalArns: string[];
  /** Those who take it through an identity provider, which tells of their second factor. Default: nobody. */
  federated?: FederatedPeople;
  /** Buckets of log files and findings; their policies and keys must admit the role as a reader. */
  archiveBucketNames: string[];
  /** Database of the table over the log files. */
  databaseName: string;
  /** Workgroup in which queries are asked. */
  workgroupName: string;
  /** Bucket of the results. */
  resultsBucketName: string;
}

/** Who works on findings and on trails. */
export interface Operators {
  /** ARNs of the IAM users or roles that take the role with a second factor. */
  principalArns: string[];
  /** Those who take it through an identity provider, which tells of their second factor. Default: nobody. */
  federated?: FederatedPeople;
  /** ARNs of this account's trails that operators may change, never stop. Default: none. */
  trailArns?: string[];
  /** Whether the account administers GuardDuty, so that its findings are answered there. Default: false. */
  hasFindings?: boolean;
}

/** Arguments of {@link AccessPolicies}. */
export interface AccessPoliciesArgs {
  /** Start of every name. */
  namePrefix: string;
  /** Region of the archive; tells the partition. */
  region: string;
  /** Account that the roles are made in, 12 digits. */
  accountId: string;
  /** Those who ask the log files. Left out, there is no such role. */
  investigators?: Investigators;
  /** Those who work on findings and trails. Left out, there is no such role. */
  operators?: Operators;
  /** Tags of the roles and policies. Default: none. */
  tags?: Record<string, string>;
}

/**
 * Roles of the people who work with logs and findings: named, for an hour, with a second factor, each with what its task needs
 * and bounded so that nobody who may attach policies can make more of it. What either can never do, ending recording or detection
 * or changing access, stays with deployment and `BreakGlassRole`. Free of charge.
 *
 * A SAML or OpenID Connect provider of the account lets in the subjects that are named, where its session tag `SecondFactor` says
 * `true`: `aws:MultiFactorAuthPresent` is absent from federated sessions. That tag alone stands for it, in the trust of a role and in
 * each statement that changes anything, so have the provider set it of sign-ins with a second factor alone.
 *
 * For IAM Identity Center, whose sessions show no second factor, give a permission set the policy by its name, and name its role
 * in the archive's readers: reading then works, and changes stay refused.
 * @throws one error with all principals, providers and subjects that are none.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class AccessPolicies extends pulumi.ComponentResource {
  /** ARNs of the roles by what they are for: `investigator`, `operator`. */
  readonly roleArns: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AccessPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('AccessPolicies', name, args);
    const { namePrefix, region, accountId, investigators, operators } = args;
    const faults = [
      ...[investigators, operators].flatMap((people) => [
        ...principalFaults(people?.principalArns ?? []),
        ...(people?.federated === undefined ? [] : federatedFaults(people.federated, accountId)),
      ]),
      ...(SecondFactorTag in (args.tags ?? {})
        ? [
            `tags has ${SecondFactorTag}, and a tag of the role would stand for a second factor that nobody showed`,
          ]
        : []),
    ];
    if (faults.length > 0) throw new Error(`AccessPolicies "${name}": ${faults.join('; ')}`);

    super('trailguard:index:AccessPolicies', name, args, opts);
    const names = accessNames(namePrefix);
    const tags = args.tags ? { tags: args.tags } : {};
    const tasks = {
      investigator: investigators && {
        roleName: names.investigatorRoleName,
        description: 'Asks the log files and reads findings',
        statements: investigatorStatements({ ...investigators, region, accountId }),
        people: investigators,
      },
      operator: operators && {
        roleName: names.operatorRoleName,
        description: 'Answers findings and changes what trails record',
        statements: operatorStatements({
          trailArns: operators.trailArns ?? [],
          hasFindings: operators.hasFindings ?? false,
          areFederated: operators.federated !== undefined,
        }),
        people: operators,
      },
    };
    const asked = Object.entries(tasks).flatMap(([task, made]) => (made ? [{ task, ...made }] : []));

    const boundary = new aws.iam.Policy(
      `${name}-boundary`,
      {
        name: names.boundaryName,
        description: 'The most that people who work with logs and findings can ever do',
        policy: boundaryOf(asked.flatMap(({ statements }) => statements)),
        ...tags,
      },
      { parent: this },
    );
    const roles = asked.map(({ task, roleName, description, statements, people }) => {
      const policy = new aws.iam.Policy(
        `${name}-${task}`,
        { name: roleName, description, policy: policyDocument(statements), ...tags },
        { parent: this },
      );
      const role = new aws.iam.Role(
        `${name}-${task}`,
        {
          name: roleName,
          description,
          assumeRolePolicy: personTrust(region, people.principalArns, people.federated),
          maxSessionDuration: sessionSeconds,
          permissionsBoundary: boundary.arn,
          ...tags,
        },
        { parent: this },
      );
      new aws.iam.RolePolicyAttachment(
        `${name}-${task}`,
        { role: role.name, policyArn: policy.arn },
        { parent: this },
      );
      return [task, role.arn] as const;
    });

    this.roleArns = pulumi.output(Object.fromEntries(roles));
    this.registerOutputs({ roleArns: this.roleArns });
  }
}

/** All that the tasks allow, wherever it is, and what none of them ever does. */
function boundaryOf(statements: readonly PolicyStatement[]): string {
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
  return policyDocument([
    { Sid: 'NothingElse', Effect: 'Allow', Action: [...new Set(allowed)].sort(), Resource: '*' },
    { Sid: 'NeverEndRecording', Effect: 'Deny', Action: neverByPeople, Resource: '*' },
  ]);
}
