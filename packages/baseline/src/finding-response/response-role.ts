import { aws } from '../aws.ts';
import * as pulumi from '@pulumi/pulumi';
import { checkArguments } from '../check-arguments.ts';
import { partitionOf } from '../partition.ts';
import { policyDocument } from '../policy-document.ts';
import { type ResponseAction, ResponseActions, TrailPlaceholder } from './response-actions.ts';

/** Arguments of {@link ResponseRole}. */
export interface ResponseRoleArgs {
  /** Name of the role, the same in every account. */
  roleName: string;
  /** Home region of the organization; tells the partition. */
  region: string;
  /** ARN of the responder's role, which alone may take this one. It need not exist yet. */
  responderRoleArn: string;
  /** Id of the organization, `o-…`, which sessions come from and bring along as external id. */
  organizationId: string;
  /** Names of the actions that the role may carry out here. */
  actions: string[];
  /** ARN of the organization trail, which `restart-logging` starts. */
  trailArn: string;
  /** Tags of the role. Default: none but those of the provider. */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * What the responder may do in an account: the chosen actions and nothing else, in sessions of at most an hour that it alone
 * opens.
 * @throws for an action that there is none of.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export class ResponseRole extends pulumi.ComponentResource {
  /** ARN of the role, once it may act. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ResponseRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    checkArguments('ResponseRole', name, args);
    const unknown = args.actions.filter((action) => !Object.hasOwn(ResponseActions, action));
    if (unknown.length > 0 || args.actions.length === 0)
      throw new Error(
        `ResponseRole "${name}": ${unknown.length > 0 ? `there is no action ${unknown.join(', ')}` : 'it has no actions'}; there are ${Object.keys(ResponseActions).join(', ')}`,
      );
    super('trailguard:index:ResponseRole', name, args, opts);
    const securityAccountId = args.responderRoleArn.split(':')[4] ?? '';
    const role = new aws.iam.Role(
      name,
      {
        name: args.roleName,
        description: 'The responder of the security account carries out allowed actions on findings',
        maxSessionDuration: 3600,
        assumeRolePolicy: policyDocument([
          {
            Sid: 'AssumeByResponder',
            Effect: 'Allow',
            Principal: { AWS: `arn:${partitionOf(args.region)}:iam::${securityAccountId}:root` },
            Action: 'sts:AssumeRole',
            Condition: {
              StringEquals: {
                'aws:PrincipalArn': args.responderRoleArn,
                'aws:PrincipalOrgID': args.organizationId,
                'sts:ExternalId': args.organizationId,
              },
            },
          },
        ]),
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      name,
      {
        name: 'respond',
        role: role.name,
        policy: policyDocument(
          args.actions.toSorted().flatMap((action) =>
            ResponseActions[action as ResponseAction].permissions.map(({ actions, resource }) => ({
              Sid: statementId(action),
              Effect: 'Allow' as const,
              Action: actions,
              Resource: resource === TrailPlaceholder ? args.trailArn : resource,
            })),
          ),
        ),
      },
      { parent: this },
    );
    this.roleArn = pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** `isolate-instance` -> `IsolateInstance`: IAM takes letters and digits alone. */
const statementId = (action: string) =>
  action.replace(/(^|-)([a-z])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
