import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext } from '../service.ts';

/** A statement of a function's resource policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: Readonly<Record<string, string>> | '*';
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What happens to events that are not waited for. */
export interface EventInvokeConfig {
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
  readonly DestinationConfig?: {
    readonly OnFailure?: { readonly Destination?: string };
    readonly OnSuccess?: { readonly Destination?: string };
  };
  readonly modifiedAt: string;
}

/** Settings as they were given, with AWS's names. */
export interface Settings {
  Role: string;
  Runtime: string;
  Handler: string;
  Description?: string;
  Timeout?: number;
  MemorySize?: number;
  Environment?: { Variables?: Record<string, string> };
  KMSKeyArn?: string;
  LoggingConfig?: Record<string, string>;
  TracingConfig?: { Mode?: string };
  EphemeralStorage?: { Size?: number };
}

/** A function. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly architectures: readonly string[];
  settings: Settings;
  /** The archive, Base64. */
  code: string;
  modifiedAt: string;
  revision: string;
  tags: Record<string, string>;
  reservedConcurrency?: number;
  eventInvokeConfig?: EventInvokeConfig;
  statements: Statement[];
}

/** Functions by ARN. */
export type LambdaState = Record<string, LambdaFunction>;

export const lambdaState = (sandbox: SandboxContext): LambdaState =>
  sandbox.state<LambdaState>('lambda', () => ({}));

/** ARN of the function that a call names by its name, by `account:function:name` or by an ARN. */
export function functionArn({ caller, region, input }: Call): string {
  const given = String(input.FunctionName ?? input.Resource ?? '');
  const [name = '', qualifier] = (
    given.includes('function:') ? (given.split('function:')[1] ?? '') : given
  ).split(':');
  if (qualifier !== undefined && qualifier !== '$LATEST') {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${given}`, 404);
  }
  if (given.startsWith('arn:')) return given.split(':').slice(0, 7).join(':');
  const account = /^(\d{12}):/.exec(given)?.[1] ?? caller.accountId;
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}

/** @throws AwsError when there is none. */
export function findFunction(call: Call, sandbox: SandboxContext): LambdaFunction {
  const arn = functionArn(call);
  const found = lambdaState(sandbox)[arn];
  if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  return found;
}
