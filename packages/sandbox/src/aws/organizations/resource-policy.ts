import { failure } from './errors.ts';
import type { Handler } from './service.ts';
import { type OrganizationState, randomId } from './state.ts';
import { arns } from './view.ts';

/** Most characters: https://docs.aws.amazon.com/organizations/latest/APIReference/API_PutResourcePolicy.html */
const largest = 40_000;

/** The policy by which the management account lets members manage policies. */
export const resourcePolicyOperations: Readonly<Record<string, Handler>> = {
  PutResourcePolicy: (call, state) => {
    const { Content: content } = call.input as { Content: string };
    if (content.length > largest) {
      throw failure(
        'ConstraintViolationException',
        'You have exceeded the maximum size of a resource policy.',
      );
    }
    try {
      const document = JSON.parse(content) as { Statement?: unknown };
      if (!document.Statement) throw new SyntaxError('no Statement');
    } catch {
      throw failure('InvalidInputException', 'The provided policy document has a syntax error.');
    }
    state.resourcePolicy = { id: state.resourcePolicy?.id ?? `rp-${randomId(8)}`, content };
    return { ResourcePolicy: view(state) };
  },
  DescribeResourcePolicy: (_call, state) => ({ ResourcePolicy: view(state) }),
  DeleteResourcePolicy: (_call, state) => {
    view(state);
    delete state.resourcePolicy;
    return {};
  },
};

function view(state: OrganizationState): object {
  if (!state.resourcePolicy) {
    throw failure(
      'ResourcePolicyNotFoundException',
      "We can't find a resource policy request with the parameter that you specified.",
    );
  }
  const { id, content } = state.resourcePolicy;
  return { ResourcePolicySummary: { Id: id, Arn: arns(state).resourcePolicy(id) }, Content: content };
}
