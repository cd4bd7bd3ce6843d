import { EventBridge } from '@aws-sdk/client-eventbridge';
import type { EventPermissionArgs, EventPermissionState } from '@pulumi/aws/cloudwatch/eventPermission.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { parts } from './event-rule.ts';

const PUT = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html';
const MISSING = 'ResourceNotFoundException';

/** Who may send events to a bus. Id and import id: `bus/statement`. */
export const eventPermission = defineResource<EventPermissionArgs, EventPermissionState>({
  token: 'aws:cloudwatch/eventPermission:EventPermission',
  properties: {
    action: { default: 'events:PutEvents' },
    condition: {},
    eventBusName: { default: 'default', replaces: PUT },
    principal: { required: true },
    region: { computed: true, replaces: PUT },
    statementId: { required: true, replaces: PUT },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return `${inputs.eventBusName}/${inputs.statementId}`;
  },
  async read(id, context) {
    const { bus, rule: statementId } = parts(id);
    const found = await orMissing(context.client(EventBridge).describeEventBus({ Name: bus }), MISSING);
    const policy = JSON.parse(found?.Policy || '{}') as { Statement?: Statement[] };
    const statement = policy.Statement?.find(({ Sid }) => Sid === statementId);
    if (!statement) return undefined;
    const [type, keys] = Object.entries(statement.Condition ?? {})[0] ?? [];
    const [key, value] = Object.entries(keys ?? {})[0] ?? [];
    return {
      action: statement.Action,
      ...(type && key && value ? { condition: { type, key, value } } : {}),
      eventBusName: bus,
      principal: principalOf(statement),
      statementId,
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    const { bus, rule: StatementId } = parts(id);
    await orMissing(
      context.client(EventBridge).removePermission({ EventBusName: bus, StatementId }),
      MISSING,
    );
  },
});

interface Statement {
  readonly Sid: string;
  readonly Action: string;
  readonly Principal: string | { readonly AWS: string };
  readonly Condition?: { readonly [type: string]: { readonly [key: string]: string } };
}

/** PutPermission takes an account id or `*`; the policy then says the account's root. */
function principalOf({ Principal }: Statement): string {
  const principal = typeof Principal === 'string' ? Principal : Principal.AWS;
  return /:(\d{12}):root$/.exec(principal)?.[1] ?? principal;
}

async function put(inputs: Inputs<EventPermissionArgs>, context: ResourceContext): Promise<void> {
  const { condition } = inputs;
  await context.client(EventBridge).putPermission({
    EventBusName: inputs.eventBusName,
    Action: inputs.action,
    Principal: inputs.principal,
    StatementId: inputs.statementId,
    Condition: condition && { Key: condition.key, Type: condition.type, Value: condition.value },
  });
}
