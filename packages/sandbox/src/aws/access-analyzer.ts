import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { page } from './page.ts';
import type { SandboxContext, Service } from './service.ts';

interface Analyzer {
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly createdAt: string;
  readonly tags: Record<string, string>;
}

const own = 'access-analyzer.amazonaws.com';
const types = [
  'ACCOUNT',
  'ACCOUNT_INTERNAL_ACCESS',
  'ACCOUNT_UNUSED_ACCESS',
  'ORGANIZATION',
  'ORGANIZATION_INTERNAL_ACCESS',
  'ORGANIZATION_UNUSED_ACCESS',
];

/**
 * IAM Access Analyzer, which moto lacks: analyzers are made, listed and deleted. The sandbox reasons about no policy, so that
 * they find nothing.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/Welcome.html
 */
export const accessAnalyzer: Service = {
  name: 'access-analyzer',
  operations: {
    CreateAnalyzer: (call, sandbox) => createAnalyzer(call, sandbox),
    DeleteAnalyzer: (call, sandbox) => {
      const list = analyzersOf(call, sandbox);
      const analyzer = findByName(call, sandbox, call.input.analyzerName);
      list.splice(list.indexOf(analyzer), 1);
      return {};
    },
    GetAnalyzer: (call, sandbox) => ({ analyzer: view(findByName(call, sandbox, call.input.analyzerName)) }),
    ListAnalyzers: (call, sandbox) => {
      const wanted = analyzersOf(call, sandbox).filter(
        ({ type }) => call.input.type === undefined || call.input.type === type,
      );
      return listing('analyzers', wanted.map(view), call);
    },
    ListFindingsV2: (call, sandbox) => {
      const { analyzerArn } = call.input;
      if (!analyzersOf(call, sandbox).some(({ arn }) => arn === analyzerArn))
        throw missing(String(analyzerArn));
      return listing('findings', [], call);
    },
  },
};

function analyzersOf({ caller, region }: Call, sandbox: SandboxContext): Analyzer[] {
  const places = sandbox.state<Record<string, Analyzer[]>>('access-analyzer', () => ({}));
  const place = `${caller.accountId}/${region}`;
  places[place] ??= [];
  return places[place];
}

function createAnalyzer(call: Call, sandbox: SandboxContext): object {
  const {
    analyzerName: name,
    type,
    tags = {},
  } = call.input as { analyzerName: string; type: string; tags?: Record<string, string> };
  const { accountId } = call.caller;
  if (!types.includes(type)) throw new AwsError('ValidationException', `Invalid analyzer type: ${type}`, 400);
  const { organization } = sandbox;
  const mayForAll =
    organization.hasTrustedAccess(own) &&
    (accountId === organization.managementAccountId || organization.isDelegatedAdministrator(accountId, own));
  if (type.startsWith('ORGANIZATION') && !mayForAll) {
    throw new AwsError(
      'AccessDeniedException',
      'Only the management account or a delegated administrator of IAM Access Analyzer can create an analyzer of the organization',
      403,
    );
  }
  const list = analyzersOf(call, sandbox);
  if (list.some((other) => other.name === name))
    throw new AwsError('ConflictException', `Analyzer already exists: ${name}`, 409);
  const arn = `arn:aws:access-analyzer:${call.region}:${accountId}:analyzer/${name}`;
  list.push({ arn, name, type, createdAt: sandbox.clock.now().toISOString(), tags });
  return { arn };
}

function findByName(call: Call, sandbox: SandboxContext, name: unknown): Analyzer {
  const found = analyzersOf(call, sandbox).find((analyzer) => analyzer.name === name);
  if (found === undefined) throw missing(String(name));
  return found;
}

function missing(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Analyzer not found: ${what}`, 404);
}

function view({ createdAt, ...analyzer }: Analyzer): object {
  return { ...analyzer, createdAt: new Date(createdAt), status: 'ACTIVE' };
}

function listing(member: string, items: readonly object[], { input }: Call): object {
  const { maxResults, nextToken } = input as { maxResults?: number; nextToken?: string };
  const shown = page(
    items,
    { MaxResults: maxResults, NextToken: nextToken },
    { most: 100, invalid: () => new AwsError('ValidationException', 'Invalid token or page size', 400) },
  );
  return { [member]: shown.items, ...(shown.next.NextToken ? { nextToken: shown.next.NextToken } : {}) };
}
