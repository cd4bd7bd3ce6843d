import { type AllowedActions, ResponseActionNames } from '@trailguard/baseline/response-actions';
import { Type } from 'typebox';
import Value from 'typebox/value';

/** What the function is told by its environment; the component that makes it sets it. */
export interface ResponderSettings {
  /** Bucket of the record. */
  readonly bucket: string;
  /** Actions that are allowed, each with types of findings. */
  readonly actions: AllowedActions;
  /** Whether it is only recorded what would be done. */
  readonly isDryRun: boolean;
  /** Hours in which a destructive action may be approved. */
  readonly approvalHours: number;
  /** ARNs of the roles that may approve. */
  readonly approverRoleArns: readonly string[];
  /** Role in each account that carries actions out. */
  readonly roleName: string;
  /** Word that its sessions bring along. */
  readonly externalId: string;
  /** The organization trail, the one that may be started again. */
  readonly trailArn: string;
  /** Name of the security group without rules, in each network where an instance was isolated. */
  readonly isolationGroupName: string;
  /** The function's own role, which writes the record. */
  readonly responderArn: string;
}

/** Names of the variables of the environment. */
export const Variable = {
  bucket: 'INCIDENT_BUCKET',
  actions: 'ALLOWED_ACTIONS',
  isDryRun: 'DRY_RUN',
  approvalHours: 'APPROVAL_HOURS',
  approverRoleArns: 'APPROVER_ROLE_ARNS',
  roleName: 'RESPONSE_ROLE_NAME',
  externalId: 'EXTERNAL_ID',
  trailArn: 'TRAIL_ARN',
  isolationGroupName: 'ISOLATION_GROUP_NAME',
  responderArn: 'RESPONDER_ROLE_ARN',
} as const satisfies Record<keyof ResponderSettings, string>;

const Texts = Type.Array(Type.String({ minLength: 1 }));
const Actions = Type.Partial(
  Type.Object(Object.fromEntries(ResponseActionNames.map((name) => [name, Texts])), {
    additionalProperties: false,
  }),
);

/**
 * Reads the environment.
 * @throws Error naming the variable that is wrong; nothing is then done about any finding, which the alarms tell.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): ResponderSettings {
  const text = (name: keyof ResponderSettings) => {
    const value = environment[Variable[name]];
    if (value === undefined || value === '') throw new Error(`The variable ${Variable[name]} is not set`);
    return value;
  };
  const json = (name: keyof ResponderSettings, schema: Type.TSchema): unknown => {
    const value: unknown = parsed(Variable[name], text(name));
    if (!Value.Check(schema, value)) throw new Error(`The variable ${Variable[name]} is not what it must be`);
    return value;
  };
  const isDryRun = text('isDryRun');
  if (isDryRun !== 'true' && isDryRun !== 'false') {
    throw new Error(`The variable ${Variable.isDryRun} must be true or false`);
  }
  return {
    bucket: text('bucket'),
    actions: json('actions', Actions) as AllowedActions,
    isDryRun: isDryRun === 'true',
    approvalHours: json('approvalHours', Type.Integer({ minimum: 1, maximum: 720 })) as number,
    approverRoleArns: json('approverRoleArns', Texts) as string[],
    roleName: text('roleName'),
    externalId: text('externalId'),
    trailArn: text('trailArn'),
    isolationGroupName: text('isolationGroupName'),
    responderArn: text('responderArn'),
  };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The variable ${name} is no JSON`, { cause });
  }
}
