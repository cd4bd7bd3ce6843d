import { defineControl } from '../../define-control.ts';
import type { AdministratorDetector, Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const product = /product-subscription\/aws\/guardduty$/;

/**
 * With both services on AWS subscribes by itself, and anybody can end it. The unified Security Hub takes findings
 * without a subscription. Where Security Hub is off there is nothing to reach, which is another control's finding.
 */
export default defineControl({
  id: 'GD-28',
  title: 'Findings reach Security Hub',
  intent: 'One place for alerts of all services.',
  severity: 'medium',
  appliesTo: 'administratorDetector',
  policies: ['stack'],
  pulumiTypes: ['aws:securityhub/productSubscription:ProductSubscription'],
  needs: ['securityhub:DescribeHub', 'securityhub:ListEnabledProductsForImport'],
  fix: 'Declare a ProductSubscription to GuardDuty in each Region of the administrator.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/securityhub-integration.html',
  parameters: { useSecurityHub: true },
  parameterHelp: {
    useSecurityHub: {
      description: 'Whether the organization uses Security Hub; false where it decided not to.',
    },
  },
  evaluate(detector, { estate, parameters: { useSecurityHub } }) {
    if (!useSecurityHub) return notApplicable('Security Hub is not used');
    return ifHubIsOn(detector, estate, () => isSubscribed(detector, estate));
  },
});

function ifHubIsOn(
  { accountId, region }: AdministratorDetector,
  estate: Estate,
  judge: () => Verdict,
): Verdict {
  const { items, complete } = estate.securityHubs;
  const hub = items.find((one) => one.accountId === accountId && one.region === region);
  const hidden = [accountId, region, ...items.flatMap((one) => [one.accountId, one.region])].find(isUnknown);
  const open = hidden ?? (complete === true ? undefined : complete);
  const off = notApplicable('Security Hub is off in the Region (OPS-03)');
  if (hub !== undefined)
    return decide(hub.isEnabled, 'whether Security Hub is on', (isEnabled) =>
      isEnabled === false ? off : judge(),
    );
  if (open === undefined) return off;
  return open.unknown === 'open-world' ? judge() : unknown('whether Security Hub is on is not known', open);
}

function isSubscribed({ accountId, region }: AdministratorDetector, estate: Estate): Verdict {
  const { items, complete } = estate.productSubscriptions;
  const here = items.filter((one) => one.accountId === accountId && one.region === region);
  const hidden = [accountId, region, ...items.flatMap((one) => [one.accountId, one.region])].find(isUnknown);
  const open = hidden ?? complete;
  return any([
    ...here.map((subscription) =>
      decide(subscription.arn, 'what is subscribed', (arn) =>
        arn !== null && product.test(arn)
          ? pass(evidenceElsewhere(subscription, 'arn'))
          : notApplicable('another product'),
      ),
    ),
    open === true
      ? fail(`Security Hub takes no findings of GuardDuty in ${String(region)}`)
      : unknown('whether Security Hub takes findings of GuardDuty is not known', open),
  ]);
}
