import { defineControl } from '../../define-control.ts';
import { findAccount, ifActive } from '../../estate/accounts.ts';
import { firstUnknown, listIndex } from '../../estate/list-index.ts';
import type { AccountRegion } from '../../model/control.ts';
import type { Estate, SecurityHub } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

const foundational = 'standards/aws-foundational-security-best-practices/';
const cis = /(standards|ruleset)\/cis-aws-foundations-benchmark\//;

/**
 * The service is called Security Hub CSPM since the name Security Hub went to the unified product; the API kept its
 * name. A CIS standard is asked for in the home Region, which is that of the organization trail.
 */
export default defineControl({
  id: 'OPS-03',
  title: 'Security Hub CSPM checks the foundational standard in every Region',
  intent: 'AWS’s own checks run too.',
  severity: 'high',
  appliesTo: 'region',
  policies: ['stack'],
  pulumiTypes: [
    'aws:securityhub/account:Account',
    'aws:securityhub/configurationPolicy:ConfigurationPolicy',
    'aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation',
    'aws:securityhub/standardsSubscription:StandardsSubscription',
  ],
  needs: ['cloudtrail:DescribeTrails', 'securityhub:DescribeHub', 'securityhub:GetEnabledStandards'],
  fix: 'Enable Security Hub CSPM and subscribe to the foundational standard, and to a CIS standard in the home Region.',
  url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-settingup.html',
  parameters: { homeRegion: '', regionsWithoutSecurityHub: [] as readonly string[] },
  parameterHelp: {
    homeRegion: {
      description: 'Region in which a CIS standard must be checked; empty: that of the organization trail.',
    },
    regionsWithoutSecurityHub: { description: 'Regions where AWS does not offer Security Hub CSPM.' },
  },
  evaluate(region, { estate, parameters: { homeRegion, regionsWithoutSecurityHub } }) {
    if (regionsWithoutSecurityHub.includes(region.region))
      return notApplicable(`AWS has no Security Hub CSPM in ${region.region}`);
    const account = findAccount(estate, region.accountId);
    const checked = () => judge(region, estate, homeRegion);
    return account === undefined ? checked() : ifActive(account, checked);
  },
});

const hubsByPlace = listIndex<SecurityHub>(({ accountId, region }) =>
  typeof accountId === 'string' && typeof region === 'string' ? [`${accountId}/${region}`] : [],
);

const hiddenPlace = firstUnknown<SecurityHub>(({ accountId, region }) => [accountId, region]);

function judge({ accountId, region }: AccountRegion, estate: Estate, homeRegion: string): Verdict {
  const { items, complete } = estate.securityHubs;
  const here = hubsByPlace(items, `${accountId}/${region}`);
  const hidden = hiddenPlace(items) ?? complete;
  return any([
    ...here.map((hub) => all([isOn(hub), hasFoundational(hub), hasCis(hub, region, estate, homeRegion)])),
    ...(here.length > 0
      ? []
      : [
          hidden === true
            ? fail(`Security Hub CSPM is off for ${accountId} in ${region}`)
            : unknown(`whether Security Hub CSPM is on for ${accountId} in ${region} is not known`, hidden),
        ]),
  ]);
}

function isOn(hub: SecurityHub): Verdict {
  return decide(hub.isEnabled, 'whether Security Hub CSPM is on', (isEnabled) =>
    isEnabled === true
      ? pass(evidenceElsewhere(hub, 'isEnabled'))
      : fail('Security Hub CSPM is off', evidenceElsewhere(hub, 'isEnabled')),
  );
}

function hasFoundational(hub: SecurityHub): Verdict {
  return decide(hub.standards, 'which standards are checked', (standards) => {
    const found = evidenceElsewhere(hub, 'standards');
    const standard = (standards ?? []).find(({ arn }) => arn.includes(foundational));
    if (standard === undefined) return fail('the foundational standard is not checked', found);
    return standard.status === null || standard.status === 'READY'
      ? pass(found)
      : fail(`the foundational standard is ${standard.status}, not READY`, found);
  });
}

function hasCis(hub: SecurityHub, region: string, estate: Estate, homeRegion: string): Verdict {
  const homes =
    homeRegion === ''
      ? estate.trails.items
          .filter(({ isOrganization }) => isOrganization !== false)
          .map((trail) => trail.homeRegion)
      : [homeRegion];
  if (!homes.includes(region)) {
    const hidden =
      homes.find(isUnknown) ??
      (homeRegion === '' && estate.trails.complete !== true ? estate.trails.complete : undefined);
    return hidden === undefined
      ? notApplicable(`${region} is not the home Region`)
      : decide(hub.standards, 'which standards are checked', (standards) =>
          standards?.some(({ arn }) => cis.test(arn))
            ? pass()
            : unknown('which Region is the home Region is not known', hidden),
        );
  }
  return decide(hub.standards, 'which standards are checked', (standards) =>
    standards?.some(({ arn }) => cis.test(arn))
      ? pass()
      : fail('no CIS standard is checked in the home Region', evidenceElsewhere(hub, 'standards')),
  );
}
