import { type CreateAccountStatus, Organizations } from '@aws-sdk/client-organizations';
import type { AccountArgs, AccountState } from '@pulumi/aws/organizations/account.js';
import {
  type CreateContext,
  defineResource,
  type Inputs,
  type ResourceContext,
} from '../../core/resource.ts';
import { isError, orMissing, poll } from '../../core/retry.ts';
import { tagList } from '../../core/tags.ts';
import { accountFromAws, listAccounts, requestsInProgress } from './accounts.ts';
import { changeTags, readTags } from './tags.ts';

const CREATE = 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html';
const TOKEN = 'aws:organizations/account:Account';
const WAIT_MILLISECONDS = 10 * 60_000;

/** CreateAccount works on a few accounts at a time, and not while the organization is being set up. */
const BUSY = [
  'FinalizingOrganizationException',
  'ConcurrentModificationException',
  'TooManyRequestsException',
];

/**
 * A member account. Id and import id: the account's id, or `id_ALLOW` to say its access to billing.
 *
 * CreateAccount cannot be undone and has no client token, so the e-mail address is the natural key: an account or a request that
 * has it already is never made again.
 */
export const account = defineResource<AccountArgs, AccountState>({
  token: TOKEN,
  properties: {
    closeOnDeletion: { default: false, writeOnly: true },
    createGovcloud: { unsupported: 'GovCloud accounts' },
    email: { required: true, replaces: CREATE },
    iamUserAccessToBilling: { replaces: CREATE, writeOnly: true },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 50 } },
    parentId: { computed: true },
    roleName: { replaces: CREATE, writeOnly: true },
    tags: {},
  },
  computed: {
    arn: true,
    govcloudId: true,
    joinedMethod: true,
    joinedTimestamp: true,
    state: true,
    status: true,
  },
  importing(importId) {
    const [id = '', iamUserAccessToBilling] = importId.split('_');
    return { id, known: iamUserAccessToBilling ? { iamUserAccessToBilling } : {} };
  },
  async create(inputs, context) {
    const id = await create(inputs, context);
    context.created(id);
    if (inputs.parentId) await move(id, inputs.parentId, context);
    return id;
  },
  async read(id, context) {
    const AccountId = id;
    const found = (
      await orMissing(
        context.client(Organizations).describeAccount({ AccountId }),
        'AccountNotFoundException',
      )
    )?.Account;
    if (!found || found.Status === 'SUSPENDED') return undefined;
    const { arn, email, joinedMethod, joinedTimestamp, name, state, status } = accountFromAws(found);
    const [parentId, tags] = await Promise.all([parentOf(AccountId, context), readTags(AccountId, context)]);
    return {
      arn,
      email,
      govcloudId: undefined,
      joinedMethod,
      joinedTimestamp,
      name,
      parentId,
      state,
      status,
      tags,
    };
  },
  async update(id, inputs, context) {
    if (context.changed('parentId') && inputs.parentId) await move(id, inputs.parentId, context);
    if (context.changed('tags')) await changeTags(id, context.old.tags, inputs.tags, context);
  },
  async delete(id, context) {
    const organizations = context.client(Organizations);
    if (!context.old.closeOnDeletion) {
      await orMissing(
        organizations.removeAccountFromOrganization({ AccountId: id }),
        'AccountNotFoundException',
      );
      return;
    }
    try {
      await organizations.closeAccount({ AccountId: id });
    } catch (error) {
      if (isError(error, ['AccountNotFoundException', 'AccountAlreadyClosedException'])) return;
      throw error;
    }
    const isClosed = async () => {
      const status = (
        await orMissing(organizations.describeAccount({ AccountId: id }), 'AccountNotFoundException')
      )?.Account?.Status;
      return status === undefined || status === 'SUSPENDED' ? true : undefined;
    };
    const timeoutMilliseconds = context.timeoutMilliseconds(WAIT_MILLISECONDS);
    if (await poll(isClosed, { timeoutMilliseconds, signal: context.signal })) return;
    throw new Error(`account ${id} was not closed in ${timeoutMilliseconds / 1000} s`);
  },
});

/** One at a time in this provider, so that two resources with one e-mail cannot both find nothing. */
async function create(inputs: Inputs<AccountArgs>, context: CreateContext): Promise<string> {
  const email = inputs.email.toLowerCase();
  const request = await context.exclusively(`create account ${email}`, async () => {
    await refuseSecond(inputs, context);
    const organizations = context.client(Organizations);
    const { CreateAccountStatus } = await context.retry(
      () =>
        organizations.createAccount({
          AccountName: inputs.name,
          Email: inputs.email,
          IamUserAccessToBilling: inputs.iamUserAccessToBilling as 'ALLOW' | undefined,
          RoleName: inputs.roleName,
          Tags: tagList(inputs.tags),
        }),
      (error) => isError(error, BUSY),
      WAIT_MILLISECONDS,
    );
    return CreateAccountStatus as CreateAccountStatus;
  });
  return finished(request, inputs.email, context);
}

/** @throws Error that names the account, or the request, that has the e-mail address. */
async function refuseSecond(inputs: Inputs<AccountArgs>, context: CreateContext): Promise<void> {
  const email = inputs.email.toLowerCase();
  const existing = (await listAccounts(context)).find((account) => account.Email?.toLowerCase() === email);
  if (existing) {
    throw new Error(
      `account ${existing.Id} ("${existing.Name}", ${existing.Status}) already has the e-mail address ${inputs.email}, so none was created. ` +
        `To manage it: pulumi import ${TOKEN} <name> ${existing.Id}`,
    );
  }
  // A request says the name of its account, not the address.
  const running = (await requestsInProgress(context)).find(({ AccountName }) => AccountName === inputs.name);
  if (!running) return;
  throw new Error(
    `the creation of an account named "${inputs.name}" is in progress (request ${running.Id}), so none was created. When it has ended, ` +
      `and if it is the account for ${inputs.email}: pulumi import ${TOKEN} <name> <account id>`,
  );
}

async function finished(
  request: CreateAccountStatus,
  email: string,
  context: CreateContext,
): Promise<string> {
  const organizations = context.client(Organizations);
  const timeoutMilliseconds = context.timeoutMilliseconds(WAIT_MILLISECONDS);
  const result = await poll(
    async () => {
      const answer = await organizations.describeCreateAccountStatus({ CreateAccountRequestId: request.Id });
      return answer.CreateAccountStatus?.State === 'IN_PROGRESS' ? undefined : answer.CreateAccountStatus;
    },
    { timeoutMilliseconds, signal: context.signal },
  );
  if (result?.State === 'SUCCEEDED' && result.AccountId) return result.AccountId;
  if (result)
    throw new Error(
      `AWS could not create the account for ${email}: ${result.FailureReason ?? 'no reason given'} (request ${request.Id})`,
    );
  throw new Error(
    `the account for ${email} was not made in ${timeoutMilliseconds / 1000} s, but still may be (request ${request.Id}): ` +
      `look at it with DescribeCreateAccountStatus, then pulumi import ${TOKEN} <name> <account id>`,
  );
}

async function parentOf(ChildId: string, context: ResourceContext): Promise<string | undefined> {
  return (await context.client(Organizations).listParents({ ChildId })).Parents?.[0]?.Id;
}

async function move(AccountId: string, DestinationParentId: string, context: ResourceContext): Promise<void> {
  const SourceParentId = await parentOf(AccountId, context);
  if (SourceParentId === DestinationParentId) return;
  const organizations = context.client(Organizations);
  await context.retry(
    () => organizations.moveAccount({ AccountId, SourceParentId, DestinationParentId }),
    (error) => isError(error, [...BUSY, 'AccountNotFoundException']),
  );
}
