import { defineControl } from '../../define-control.ts';
import { findKey } from '../../estate/keys.ts';
import type { Estate, Key } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** KMS rotates symmetric keys of its own material alone; a replica of a multi-Region key rotates with its primary. */
export default defineControl({
  id: 'KM-02',
  title: 'Automatic key rotation on',
  intent: 'Limit the data under one backing key.',
  severity: 'medium',
  appliesTo: 'key',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:kms/key:Key'],
  needs: ['kms:GetKeyRotationStatus', 'kms:DescribeKey'],
  fix: 'Set enableKeyRotation: true, and rotationPeriodInDays where a year is too long.',
  url: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  parameters: { maxRotationDays: 365 },
  parameterHelp: {
    maxRotationDays: {
      description: 'Most days between two rotations; KMS takes 90 to 2560.',
      minimum: 90,
    },
  },
  evaluate(key, { estate, parameters: { maxRotationDays } }) {
    return decide(key.spec, 'the key’s spec', (spec) =>
      decide(key.origin, 'the origin of the key’s material', (origin) => {
        if (spec !== 'SYMMETRIC_DEFAULT') return notApplicable(`KMS rotates no key of the spec ${spec}`);
        if (origin !== 'AWS_KMS') return notApplicable(`KMS rotates no material of the origin ${origin}`);
        return decide(key.primaryArn, 'the key’s primary', (primary) =>
          primary === null
            ? rotates(key, maxRotationDays)
            : ofPrimary(primary, estate, (found) => rotates(found, maxRotationDays)),
        );
      }),
    );
  },
});

function ofPrimary(reference: string, estate: Estate, judge: (primary: Key) => Verdict): Verdict {
  const primary = findKey(estate, reference);
  if (primary !== undefined) return judge(primary);
  return estate.keys.complete === true
    ? fail(`the primary key ${reference} does not exist`)
    : unknown(`the primary key ${reference} could not be looked at`, estate.keys.complete);
}

function rotates(key: Key, maxDays: number): Verdict {
  return decide(key.rotates, 'whether the key rotates', (does) => {
    if (does !== true) return fail('the key does not rotate', evidence(key, 'rotates'));
    return decide(key.rotationPeriodDays, 'the key’s rotation period', (days) => {
      const found = evidence(key, 'rotationPeriodDays');
      return (days ?? 365) <= maxDays
        ? all([pass(evidence(key, 'rotates')), pass(found)])
        : fail(`the key rotates every ${days} days, less often than every ${maxDays}`, found);
    });
  });
}
