import { describe, expect, it } from 'vitest';
import {
  anAdministratorDetector,
  anEstate,
  aProductSubscription,
  aSecurityHub,
  complete,
  denied,
  names,
} from '../../../test/builders.ts';
import { verdictsOf } from '../../../test/verdicts-of.ts';
import type { Estate, ProductSubscription, SecurityHub } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import control from './findings-reach-security-hub.ts';

function judged(
  subscriptions: readonly Partial<ProductSubscription>[],
  hub: Partial<SecurityHub> = {},
  parameters = {},
  estate: Partial<Estate> = {},
) {
  const all = anEstate({
    administratorDetectors: complete([anAdministratorDetector()]),
    securityHubs: complete([aSecurityHub({ accountId: names.security, region: names.home, ...hub })]),
    productSubscriptions: complete(subscriptions.map((one) => aProductSubscription(one))),
    ...estate,
  });
  return verdictsOf(control, all, parameters)[0];
}

describe(control.id, () => {
  it.each<[string, readonly Partial<ProductSubscription>[], string]>([
    ['subscribed', [{}], 'pass'],
    ['not subscribed', [], 'fail'],
    [
      'another product',
      [{ arn: 'arn:aws:securityhub:us-east-1:333333333333:product-subscription/aws/macie' }],
      'fail',
    ],
    ['another Region', [{ region: 'eu-west-1' }], 'fail'],
    ['another account', [{ accountId: names.member }], 'fail'],
    ['hidden', [{ arn: denied }], 'unknown'],
    ['of unknown Region', [{ region: denied }], 'unknown'],
  ])('%s -> %s', (_case, subscriptions, status) => {
    expect(judged(subscriptions)?.status).toBe(status);
  });

  it('does not apply where Security Hub is off, or not used', () => {
    expect(judged([], { isEnabled: false })?.status).toBe('not_applicable');
    expect(judged([], {}, {}, { securityHubs: complete([]) })?.status).toBe('not_applicable');
    expect(judged([], {}, { useSecurityHub: false })?.status).toBe('not_applicable');
    expect(judged([{}], { isEnabled: denied })?.status).toBe('unknown');
  });

  it('is judged where a program does not show Security Hub itself', () => {
    const open = unknownBecause('open-world', 'the program does not show it');
    expect(judged([], {}, {}, { securityHubs: { items: [], complete: open } })?.status).toBe('fail');
    expect(judged([], {}, {}, { securityHubs: { items: [], complete: denied } })?.status).toBe('unknown');
  });

  it('does not know while subscriptions could not be listed', () => {
    expect(judged([], {}, {}, { productSubscriptions: { items: [], complete: denied } })?.status).toBe(
      'unknown',
    );
  });
});
