import { Lambda } from '@aws-sdk/client-lambda';
import type { PermissionArgs, PermissionState } from '@pulumi/aws/lambda/permission.js';
import { defineResource } from '../../core/resource.ts';
import { orMissing } from '../../core/retry.ts';
import { MISSING } from './function.ts';

const ADD = 'https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html';

interface Statement {
  readonly Sid: string;
  readonly Action: string;
  readonly Principal: string | { readonly Service?: string; readonly AWS?: string };
  readonly Condition?: {
    readonly StringEquals?: Readonly<Record<string, string>>;
    readonly ArnLike?: Readonly<Record<string, string>>;
  };
}

/** One statement of a function's policy. Id: the statement's; import id: `function/statement`. */
export const permission = defineResource<PermissionArgs, PermissionState>({
  token: 'aws:lambda/permission:Permission',
  properties: {
    action: { required: true, replaces: ADD },
    eventSourceToken: { unsupported: 'sourceArn' },
    function: { required: true, replaces: ADD },
    functionUrlAuthType: { unsupported: 'sourceArn' },
    invokedViaFunctionUrl: { unsupported: 'sourceArn' },
    principal: { required: true, replaces: ADD },
    principalOrgId: { replaces: ADD },
    qualifier: { unsupported: 'the function itself' },
    region: { computed: true, replaces: ADD },
    sourceAccount: { replaces: ADD },
    sourceArn: { replaces: ADD },
    statementId: {
      computed: true,
      replaces: ADD,
      autoname: { maxLength: 100, prefixProperty: 'statementIdPrefix' },
    },
    statementIdPrefix: { replaces: ADD, writeOnly: true },
  },
  computed: {},
  importing(importId) {
    const [name = '', id = ''] = importId.split('/');
    return { id, known: { function: name } };
  },
  async create(inputs, context) {
    await context.exclusively(`lambda-policy/${inputs.function}`, () =>
      context.client(Lambda).addPermission({
        FunctionName: inputs.function,
        StatementId: inputs.statementId,
        Action: inputs.action,
        Principal: inputs.principal,
        SourceAccount: inputs.sourceAccount,
        SourceArn: inputs.sourceArn,
        PrincipalOrgID: inputs.principalOrgId,
      }),
    );
    return inputs.statementId ?? '';
  },
  async read(id, context, known) {
    const answer = await orMissing(
      context.client(Lambda).getPolicy({ FunctionName: known.function ?? '' }),
      MISSING,
    );
    const { Statement: statements } = JSON.parse(answer?.Policy ?? '{"Statement":[]}') as {
      Statement: Statement[];
    };
    const found = statements.find(({ Sid }) => Sid === id);
    if (!found) return undefined;
    const { Principal: principal, Condition: { StringEquals: equals, ArnLike: like } = {} } = found;
    return {
      action: found.Action,
      function: known.function ?? '',
      principal: typeof principal === 'string' ? principal : (principal.Service ?? principal.AWS ?? ''),
      principalOrgId: equals?.['aws:PrincipalOrgID'],
      sourceAccount: equals?.['AWS:SourceAccount'],
      sourceArn: like?.['AWS:SourceArn'],
      statementId: id,
    };
  },
  async delete(id, context) {
    await orMissing(
      context.client(Lambda).removePermission({ FunctionName: context.old.function, StatementId: id }),
      MISSING,
    );
  },
});
