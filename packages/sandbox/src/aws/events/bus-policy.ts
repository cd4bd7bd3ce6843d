import { evaluate } from '../../iam/index.ts';
import { requirePolicy } from '../../policy/documents.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import type { MotoCalls } from '../../gateway/moto-calls.ts';

/** Policies of event buses by ARN, whole: moto keeps statements without their finer parts. */
export interface BusPolicies {
  policies: Record<string, string>;
}

interface Statement {
  readonly Sid?: string;
}

const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** State of the event buses. */
export function busState(sandbox: Pick<SandboxContext, 'state'>): BusPolicies {
  return sandbox.state<BusPolicies>('events', () => ({ policies: {} }));
}

/** The policy of a bus, if it has one. */
export function busPolicy(sandbox: SandboxContext, arn: string): string | undefined {
  return busState(sandbox).policies[arn];
}

/** Whether a bus admits an account by its number; what is granted through the organization does not count. */
export function admitsAccount(policy: string | undefined, accountId: string, busArn: string): boolean {
  const request = {
    principal: { kind: 'root', arn: `arn:aws:iam::${accountId}:root`, accountId },
    action: 'events:PutEvents',
    resource: busArn,
    resourceAccountId: busArn.split(':')[4] ?? '',
    context: {},
  } as const;
  return evaluate(request, {
    identity: [everything],
    ...(policy === undefined ? {} : { resource: policy }),
    serviceControl: [],
    resourceControl: [],
  }).allowed;
}

/** Who may put events on a bus. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html */
export function busPolicyOperations(moto: MotoCalls): Service['operations'] {
  const own = (call: Call, operation: string, input: object) =>
    moto.call(call.caller.accountId, call.region, 'events', operation, input);
  const describe = (call: Call, name: string) =>
    own(call, 'DescribeEventBus', { Name: name }) as Promise<{ Arn: string; Name: string }>;
  const write = (sandbox: SandboxContext, arn: string, statements: readonly object[]) => {
    const { policies } = busState(sandbox);
    if (statements.length === 0) delete policies[arn];
    else policies[arn] = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  };
  return {
    PutPermission: async (call, sandbox) => {
      const input = call.input as {
        EventBusName?: string;
        Policy?: string;
        StatementId?: string;
        Action?: string;
        Principal?: string;
        Condition?: { Type?: string; Key?: string; Value?: string };
      };
      const { Arn: arn } = await describe(call, input.EventBusName ?? 'default');
      if (input.Policy !== undefined) {
        requirePolicy('resource', input.Policy, { resourceArn: arn });
        busState(sandbox).policies[arn] = input.Policy;
        return {};
      }
      const { StatementId: Sid, Principal: principal, Condition: condition } = input;
      if (!Sid || !principal || !/^(\*|\d{12})$/.test(principal)) {
        throw new AwsError(
          'ValidationException',
          'Parameter StatementId and Principal, an account or *, are required.',
        );
      }
      const statement = {
        Sid,
        Effect: 'Allow',
        Principal: principal === '*' ? '*' : { AWS: `arn:aws:iam::${principal}:root` },
        Action: input.Action ?? 'events:PutEvents',
        Resource: arn,
        ...(condition
          ? { Condition: { [condition.Type ?? '']: { [condition.Key ?? '']: condition.Value } } }
          : {}),
      };
      const others = statementsOf(busPolicy(sandbox, arn)).filter((other) => other.Sid !== Sid);
      write(sandbox, arn, [...others, statement]);
      return {};
    },
    RemovePermission: async (call, sandbox) => {
      const {
        EventBusName = 'default',
        StatementId,
        RemoveAllPermissions,
      } = call.input as {
        EventBusName?: string;
        StatementId?: string;
        RemoveAllPermissions?: boolean;
      };
      const { Arn: arn } = await describe(call, EventBusName);
      const statements = statementsOf(busPolicy(sandbox, arn));
      const left = RemoveAllPermissions
        ? []
        : statements.filter((statement) => statement.Sid !== StatementId);
      if (!RemoveAllPermissions && left.length === statements.length) {
        throw new AwsError('ResourceNotFoundException', 'Statement with the provided id does not exist.');
      }
      write(sandbox, arn, left);
      return {};
    },
    DescribeEventBus: async (call, sandbox) => {
      const { Policy: _, ...bus } = (await own(call, 'DescribeEventBus', call.input)) as Record<
        string,
        unknown
      >;
      const policy = busPolicy(sandbox, String(bus.Arn));
      return { ...bus, ...(policy === undefined ? {} : { Policy: policy }) };
    },
    ListEventBuses: async (call, sandbox) => {
      const answer = (await own(call, 'ListEventBuses', call.input)) as { EventBuses?: { Arn: string }[] };
      return {
        ...answer,
        EventBuses: (answer.EventBuses ?? []).map((bus) => {
          const policy = busPolicy(sandbox, bus.Arn);
          return { ...bus, ...(policy === undefined ? {} : { Policy: policy }) };
        }),
      };
    },
    DeleteEventBus: async (call, sandbox) => {
      const answer = await moto.forward(call);
      const { Name: name = '' } = call.input as { Name?: string };
      if (answer.response.status < 300) {
        delete busState(sandbox).policies[
          `arn:aws:events:${call.region}:${call.caller.accountId}:event-bus/${name}`
        ];
      }
      return answer;
    },
  };
}

function statementsOf(policy: string | undefined): Statement[] {
  if (policy === undefined) return [];
  const { Statement: statements = [] } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  return [statements].flat();
}
