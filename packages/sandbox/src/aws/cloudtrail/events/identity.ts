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

/** Sessions by access key, read from the record as far as its call `last`. */
interface SessionIndex {
  last: CallRecord | undefined;
  readonly sessions: Map<string, Session>;
}

const indexes = new WeakMap<object, SessionIndex>();

/** Reads the calls since the last look; the record may have dropped old ones meanwhile. */
function indexOf(record: readonly CallRecord[]): SessionIndex {
  const index = indexes.get(record) ?? { last: undefined, sessions: new Map<string, Session>() };
  indexes.set(record, index);
  for (let at = record.length - 1; at >= 0 && record[at] !== index.last; at -= 1) {
    const { call, output, at: time } = record[at] as CallRecord;
    if (call.service !== 'sts') continue;
    const credentials = output?.Credentials as { AccessKeyId?: string } | undefined;
    const user = output?.AssumedRoleUser as { AssumedRoleId?: string } | undefined;
    if (credentials?.AccessKeyId === undefined || user?.AssumedRoleId === undefined) continue;
    index.sessions.set(credentials.AccessKeyId, {
      roleId: user.AssumedRoleId.split(':')[0] ?? '',
      openedAt: time,
    });
  }
  index.last = record.at(-1);
  return index;
}

function findSession(sandbox: SandboxContext, accessKeyId: string | undefined): Session | undefined {
  return accessKeyId === undefined ? undefined : indexOf(sandbox.record).sessions.get(accessKeyId);
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
