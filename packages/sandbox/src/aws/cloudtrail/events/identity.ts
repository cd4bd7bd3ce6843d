import { createHash } from 'node:crypto';
import type { CallRecord, SandboxContext } from '../../service.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export interface UserIdentity {
  readonly type: 'Root' | 'IAMUser' | 'AssumedRole' | 'AWSService';
  readonly principalId?: string;
  readonly arn?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly invokedBy?: string;
  readonly sessionContext?: {
    readonly sessionIssuer: {
      readonly type: 'Role';
      readonly principalId: string;
      readonly arn: string;
      readonly accountId: string;
      readonly userName: string;
    };
    readonly attributes: { readonly creationDate: string; readonly mfaAuthenticated: 'true' | 'false' };
  };
}

/** A session as the AssumeRole call that opened it answered it. */
interface Session {
  readonly roleId: string;
  readonly openedAt: string;
}

/** Sessions by access key, read from the record as far as `seen`. */
interface SessionIndex {
  seen: number;
  readonly sessions: Map<string, Session>;
}

const indexes = new WeakMap<object, SessionIndex>();

function findSession(sandbox: SandboxContext, accessKeyId: string | undefined): Session | undefined {
  const { record } = sandbox;
  let index = indexes.get(record);
  if (!index || index.seen > record.length) {
    index = { seen: 0, sessions: new Map() };
    indexes.set(record, index);
  }
  for (; index.seen < record.length; index.seen += 1) {
    const { call, output, at } = record[index.seen] as CallRecord;
    if (call.service !== 'sts') continue;
    const credentials = output?.Credentials as { AccessKeyId?: string } | undefined;
    const user = output?.AssumedRoleUser as { AssumedRoleId?: string } | undefined;
    if (credentials?.AccessKeyId === undefined || user?.AssumedRoleId === undefined) continue;
    index.sessions.set(credentials.AccessKeyId, {
      roleId: user.AssumedRoleId.split(':')[0] ?? '',
      openedAt: at,
    });
  }
  return accessKeyId === undefined ? undefined : index.sessions.get(accessKeyId);
}

/** An id in the form of IAM's unique ids, the same for the same ARN; used where no call told the real one. */
function uniqueId(prefix: 'AROA' | 'AIDA', arn: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const digest = createHash('sha256').update(arn).digest();
  return prefix + [...digest.subarray(0, 17)].map((byte) => alphabet[byte % 32]).join('');
}

export function identityOf(record: CallRecord, sandbox: SandboxContext): UserIdentity {
  const { caller } = record.call;
  const key = caller.accessKeyId === undefined ? {} : { accessKeyId: caller.accessKeyId };
  const common = { arn: caller.arn, accountId: caller.accountId, ...key };
  switch (caller.kind) {
    case 'service':
      return { type: 'AWSService', invokedBy: caller.servicePrincipal ?? caller.arn };
    case 'root':
      return { type: 'Root', principalId: caller.accountId, ...common };
    case 'user':
      return {
        type: 'IAMUser',
        principalId: uniqueId('AIDA', caller.arn),
        ...common,
        userName: caller.arn.split('/').at(-1) ?? '',
      };
    case 'assumed-role': {
      const session = findSession(sandbox, caller.accessKeyId);
      const roleArn = caller.roleArn ?? caller.arn;
      const roleId = session?.roleId ?? uniqueId('AROA', roleArn);
      const openedAt = session?.openedAt ?? record.at;
      return {
        type: 'AssumedRole',
        principalId: `${roleId}:${caller.sessionName ?? caller.arn.split('/').at(-1) ?? ''}`,
        ...common,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: roleId,
            arn: roleArn,
            accountId: caller.accountId,
            userName: roleArn.split('/').at(-1) ?? '',
          },
          attributes: { creationDate: `${openedAt.slice(0, 19)}Z`, mfaAuthenticated: 'false' },
        },
      };
    }
  }
}
