import type { Call } from './call.ts';
import { AwsError } from './error.ts';
import { page } from './page.ts';
import type { SandboxContext, Service } from './service.ts';
import { ensureServiceLinkedRole } from './service-linked-role.ts';

interface Analyzer {
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly createdAt: string;
  readonly configuration?: UnusedAccess;
  tags: Record<string, string>;
}

interface UnusedAccess {
  readonly unusedAccess?: { readonly unusedAccessAge?: number };
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
    TagResource: (call, sandbox) => {
      const analyzer = findByArn(call, sandbox);
      analyzer.tags = { ...analyzer.tags, ...(call.input.tags as Record<string, string>) };
      return {};
    },
    UntagResource: (call, sandbox) => {
      const analyzer = findByArn(call, sandbox);
      const gone = call.input.tagKeys as string[];
      analyzer.tags = Object.fromEntries(
        Object.entries(analyzer.tags).filter(([key]) => !gone.includes(key)),
      );
      return {};
    },
    ListTagsForResource: (call, sandbox) => ({ tags: findByArn(call, sandbox).tags }),
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

async function createAnalyzer(call: Call, sandbox: SandboxContext): Promise<object> {
  const {
    analyzerName: name,
    type,
    configuration,
    tags = {},
  } = call.input as {
    analyzerName: string;
    type: string;
    configuration?: UnusedAccess;
    tags?: Record<string, string>;
  };
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
  requireFitting(type, configuration);
  await ensureServiceLinkedRole(
    sandbox,
    { accountId, name: 'AWSServiceRoleForAccessAnalyzer', servicePrincipal: own },
    call.caller,
  );
  const arn = `arn:aws:access-analyzer:${call.region}:${accountId}:analyzer/${name}`;
  const createdAt = sandbox.clock.now().toISOString();
  list.push({ arn, name, type, createdAt, tags, ...(configuration ? { configuration } : {}) });
  return { arn };
}

/** https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_UnusedAccessConfiguration.html */
function requireFitting(type: string, { unusedAccess }: UnusedAccess = {}): void {
  if (unusedAccess === undefined) return;
  const { unusedAccessAge = 90 } = unusedAccess;
  if (!type.endsWith('UNUSED_ACCESS'))
    throw new AwsError('ValidationException', `Unused access cannot be configured for type ${type}`, 400);
  if (unusedAccessAge < 1 || unusedAccessAge > 365)
    throw new AwsError('ValidationException', 'unusedAccessAge must be from 1 to 365 days', 400);
}

function findByArn(call: Call, sandbox: SandboxContext): Analyzer {
  const found = analyzersOf(call, sandbox).find(({ arn }) => arn === call.input.resourceArn);
  if (found === undefined) throw missing(String(call.input.resourceArn));
  return found;
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
