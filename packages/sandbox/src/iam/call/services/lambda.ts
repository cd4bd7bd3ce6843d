import { contextOf, type Scope, type ServiceRules, text } from '../rules.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html */
export const lambda: ServiceRules = {
  prefix: 'lambda',
  hasResourcePolicies: true,
  actions: {
    Invoke: ['lambda:InvokeFunction'],
    InvokeAsync: ['lambda:InvokeFunction'],
    InvokeWithResponseStream: ['lambda:InvokeFunction'],
    GetLayerVersionByArn: ['lambda:GetLayerVersion'],
  },
  arns: {
    function: functions,
    // A qualifier is part of the function's ARN already.
    'function alias': () => [],
    'function version': () => [],
  },
  members: { LayerVersion: ['VersionNumber'] },
  context: (scope) =>
    contextOf({
      'lambda:principal': text(scope.call, 'Principal'),
      'lambda:functionarn': functions(scope)[0],
    }),
};

/** A function is given by name, ARN, or `account:function:name`, each with or without a qualifier. */
function functions({ call, accountId, partition }: Scope): readonly string[] {
  const given = text(call, 'FunctionName');
  const tagged = text(call, 'Resource') ?? text(call, 'ResourceArn');
  if (given === undefined) return tagged?.includes(':function:') ? [tagged] : [];
  const qualifier = text(call, 'Qualifier');
  const end = qualifier === undefined ? '' : `:${qualifier}`;
  if (given.startsWith('arn:')) return [given + end];
  const [owner, , name] = given.includes(':function:') ? given.split(':') : [accountId, '', given];
  return [`arn:${partition}:lambda:${call.region}:${owner}:function:${name}${end}`];
}
