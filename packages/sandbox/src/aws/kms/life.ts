import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Facts, KeyFacts } from '../../policy/facts.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { accountOf } from './reference.ts';

const day = 24 * 3_600_000;
const deletionTask = 'kms:delete';

/** Keys that wait for their end. */
interface KmsLife {
  /** ARN -> when it ends. */
  deletions: Record<string, string>;
}

/** What the life of keys is made from. */
export interface KeyLifeParts {
  readonly moto: MotoCalls;
  readonly facts: Facts;
  /** The key that a call names. */
  readonly find: (call: Call) => Promise<KeyFacts>;
  /** Removes a key for good, which no operation can. */
  readonly remove: (accountId: string, region: string, id: string) => Promise<void>;
}

/** States of keys and what moves them. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
export function keyLife({ moto, facts, find, remove }: KeyLifeParts): Pick<Service, 'operations' | 'tasks'> {
  const state = (sandbox: SandboxContext) => sandbox.state<KmsLife>('kms-life', () => ({ deletions: {} }));
  const change = (call: Call, key: KeyFacts) =>
    moto.call(accountOf(key), call.region, 'kms', call.operation, { ...call.input, KeyId: key.id });
  const switched = async (call: Call) => {
    const key = await find(call);
    if (/^Pending/.test(key.state)) throw invalidState(key);
    await change(call, key);
    return {};
  };
  return {
    operations: {
      EnableKey: switched,
      DisableKey: switched,
      /** https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
      ScheduleKeyDeletion: async (call, sandbox) => {
        const key = await find(call);
        const { PendingWindowInDays: days = 30 } = call.input as { PendingWindowInDays?: number };
        if (!(days >= 7 && days <= 30)) {
          throw new AwsError('ValidationException', 'PendingWindowInDays must be from 7 to 30');
        }
        if (/^Pending/.test(key.state)) throw invalidState(key);
        await change(call, key);
        const end = new Date(sandbox.clock.now().getTime() + days * day);
        state(sandbox).deletions[key.arn] = end.toISOString();
        sandbox.schedule(end, deletionTask, { arn: key.arn });
        return { KeyId: key.arn, DeletionDate: end, KeyState: 'PendingDeletion', PendingWindowInDays: days };
      },
      CancelKeyDeletion: async (call, sandbox) => {
        const key = await find(call);
        if (key.state !== 'PendingDeletion') {
          throw new AwsError('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
        }
        await change(call, key);
        delete state(sandbox).deletions[key.arn];
        return { KeyId: key.arn };
      },
    },
    tasks: {
      [deletionTask]: async ({ arn }: { arn: string }, sandbox: SandboxContext) => {
        const end = state(sandbox).deletions[arn];
        // Cancelled, and perhaps scheduled again for later.
        if (end === undefined || Date.parse(end) > sandbox.clock.now().getTime()) return;
        delete state(sandbox).deletions[arn];
        const [, , , region = '', accountId = '', resource = ''] = arn.split(':');
        await remove(accountId, region, resource.replace('key/', ''));
        facts.forget('kms');
      },
    },
  };
}

/** The refusal of a key that is not in a state to be used so. */
export function invalidState(key: KeyFacts): AwsError {
  const pending = key.state.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return new AwsError('KMSInvalidStateException', `${key.arn} is ${pending}.`);
}
