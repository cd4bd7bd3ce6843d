import type { MotoCalls } from '../../gateway/moto-calls.ts';
import { evaluate, principalOf } from '../../iam/index.ts';
import { requirePolicy } from '../../policy/documents.ts';
import type { Facts, KeyFacts } from '../../policy/facts.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { invalidState, type KeyLifeParts, keyLife } from './life.ts';
import { accountOf, requireKnownKey } from './reference.ts';
import { replicaOperations } from './replicas.ts';

/** Rotation of keys by ARN. */
interface KmsState {
  rotation: Record<string, { periodInDays: number; enabledAt: string }>;
}

const day = 24 * 3_600_000;

/** Operations that need an enabled key: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
const usesKey = [
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'VerifyMac',
  'Sign',
  'Verify',
  'CreateGrant',
  'EnableKeyRotation',
  'DisableKeyRotation',
];

/** KMS where moto differs from it: how keys are named, their life, rotation, checks of key policies. */
export function kmsService(
  moto: MotoCalls,
  facts: Facts,
  backend: { readonly remove: KeyLifeParts['remove']; readonly separate: KeyLifeParts['remove'] },
): Service {
  const state = (sandbox: SandboxContext) => sandbox.state<KmsState>('kms', () => ({ rotation: {} }));
  const find = async (call: Call): Promise<KeyFacts> => {
    const key = await facts.key(String(call.input.KeyId), call.caller.accountId, call.region);
    if (!key) throw new AwsError('NotFoundException', `Invalid keyId '${String(call.input.KeyId)}'`);
    return key;
  };
  const enabled = async (call: Call) => {
    requireEnabled(await find(call));
    return moto.forward(call);
  };
  const life = keyLife({ moto, facts, find, remove: backend.remove });
  return {
    name: 'kms',
    admit: (call) => requireKnownKey(facts, call),
    tasks: life.tasks ?? {},
    operations: {
      ...life.operations,
      ...replicaOperations(moto, find, backend.separate),
      ...Object.fromEntries(usesKey.map((operation) => [operation, enabled])),
      Decrypt: async (call) => {
        const { CiphertextBlob: ciphertext } = call.input as { CiphertextBlob: Uint8Array };
        const arn = await facts.ciphertextKeyArn(ciphertext);
        const key = arn === null ? null : await facts.key(arn, call.caller.accountId, call.region);
        if (!key) throw new AwsError('InvalidCiphertextException', '');
        requireEnabled(key);
        return moto.forward(call, { accountId: accountOf(key) });
      },
      EnableKeyRotation: async (call, sandbox) => {
        const key = await find(call);
        requireEnabled(key);
        const { RotationPeriodInDays: asked } = call.input as { RotationPeriodInDays?: number };
        if (asked !== undefined && (asked < 90 || asked > 2560)) {
          throw new AwsError('ValidationException', 'RotationPeriodInDays must be from 90 to 2560');
        }
        const answer = await moto.forward(call);
        if (answer.response.status < 300) {
          const known = state(sandbox).rotation[key.arn];
          state(sandbox).rotation[key.arn] = {
            periodInDays: asked ?? known?.periodInDays ?? 365,
            enabledAt: known?.enabledAt ?? sandbox.clock.now().toISOString(),
          };
        }
        return answer;
      },
      DisableKeyRotation: async (call, sandbox) => {
        const key = await find(call);
        const answer = await enabled(call);
        if (answer.response.status < 300) delete state(sandbox).rotation[key.arn];
        return answer;
      },
      /** https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
      GetKeyRotationStatus: async (call, sandbox) => {
        const key = await find(call);
        const { KeyRotationEnabled: on } = await moto.call(
          accountOf(key),
          call.region,
          'kms',
          'GetKeyRotationStatus',
          { KeyId: key.id },
        );
        const rotation = state(sandbox).rotation[key.arn];
        // A key that is not enabled does not rotate.
        if (!on || key.state !== 'Enabled') return { KeyId: key.arn, KeyRotationEnabled: on === true };
        const { periodInDays = 365, enabledAt = sandbox.clock.now().toISOString() } = rotation ?? {};
        const elapsed = sandbox.clock.now().getTime() - Date.parse(enabledAt);
        const periods = Math.floor(elapsed / (periodInDays * day)) + 1;
        return {
          KeyId: key.arn,
          KeyRotationEnabled: true,
          RotationPeriodInDays: periodInDays,
          NextRotationDate: new Date(Date.parse(enabledAt) + periods * periodInDays * day).toISOString(),
        };
      },
      CreateKey: (call) => {
        const { Policy: policy } = call.input as { Policy?: string };
        if (policy !== undefined) requireKeyPolicy(call, policy, 'arn:aws:kms:::key/new');
        // moto shows a key without a usage where none was asked for.
        return moto.call(call.caller.accountId, call.region, 'kms', 'CreateKey', {
          KeyUsage: 'ENCRYPT_DECRYPT',
          ...call.input,
        });
      },
      PutKeyPolicy: async (call) => {
        const key = await find(call);
        requireKeyPolicy(call, String(call.input.Policy), key.arn);
        return moto.call(accountOf(key), call.region, 'kms', 'PutKeyPolicy', {
          ...call.input,
          PolicyName: 'default',
        });
      },
      GetKeyPolicy: async (call) => {
        const key = await find(call);
        return { Policy: key.policy, PolicyName: 'default' };
      },
    },
  };
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
function requireKeyPolicy(call: Call, policy: string, keyArn: string): void {
  requirePolicy('key', policy);
  if (call.input.BypassPolicyLockoutSafetyCheck === true || call.caller.kind === 'service') return;
  // Who puts a policy must be able to put the next one. A grant to the account is enough for its principals here:
  // their own policies were asked when this call was decided.
  const decision = evaluate(
    {
      principal: principalOf(call.caller),
      action: 'kms:PutKeyPolicy',
      resource: keyArn.replace('arn:aws:kms:::', `arn:aws:kms:${call.region}:${call.caller.accountId}:`),
      resourceAccountId: call.caller.accountId,
      context: { 'kms:calleraccount': [call.caller.accountId] },
    },
    {
      identity: [
        JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        }),
      ],
      resource: policy,
      serviceControl: [],
      resourceControl: [],
    },
  );
  if (!decision.allowed) {
    throw new AwsError(
      'MalformedPolicyDocumentException',
      'The new key policy will not allow you to update the key policy in the future.',
    );
  }
}

function requireEnabled(key: KeyFacts): void {
  if (key.state === 'Enabled') return;
  if (key.state === 'Disabled') throw new AwsError('DisabledException', `${key.arn} is disabled.`);
  throw invalidState(key);
}
