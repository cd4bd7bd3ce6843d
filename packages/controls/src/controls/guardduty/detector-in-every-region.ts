import { defineControl } from '../../define-control.ts';
import { findAccount, ifActive } from '../../estate/accounts.ts';
import { detectorsIn, detectorsPerhapsIn } from '../../estate/detectors.ts';
import { unlessJustJoined } from '../../estate/settling.ts';
import type { AccountRegion } from '../../model/control.ts';
import type { Detector, Estate } from '../../model/estate.ts';
import { isUnknown } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, decide, evidenceElsewhere, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/** There is one detector at most in an account and Region. A member can read its own. */
export default defineControl({
  id: 'GD-01',
  title: 'Detector on in every enabled Region',
  intent: 'Threats are detected wherever they occur.',
  severity: 'critical',
  appliesTo: 'region',
  policies: ['resource', 'stack', 'remediation'],
  pulumiTypes: ['aws:guardduty/detector:Detector'],
  needs: [
    'account:ListRegions',
    'guardduty:ListDetectors',
    'guardduty:GetDetector',
    'organizations:ListAccounts',
  ],
  fix: 'Create a detector in the Region with enable: true; the provider’s region property takes one resource to each.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html',
  parameters: { regionsWithoutGuardDuty: [] as readonly string[], deniedRegions: [] as readonly string[] },
  parameterHelp: {
    regionsWithoutGuardDuty: { description: 'Regions where AWS does not offer GuardDuty.' },
    deniedRegions: {
      description: 'Regions that a policy of the organization denies, so that nothing can run there.',
    },
  },
  evaluate(region, { estate, parameters: { regionsWithoutGuardDuty, deniedRegions } }) {
    if (regionsWithoutGuardDuty.includes(region.region))
      return notApplicable(`AWS has no GuardDuty in ${region.region}`);
    if (deniedRegions.includes(region.region))
      return notApplicable(`${region.region} is denied to the organization`);
    const account = findAccount(estate, region.accountId);
    if (account === undefined) return detects(region, estate);
    return ifActive(account, () => {
      const verdict = detects(region, estate);
      // A detector that is suspended waits for nobody: AWS brings missing ones alone.
      const isThere = detectorsIn(estate, region.accountId, region.region).some(({ id }) => id !== null);
      return isThere ? verdict : unlessJustJoined(account, estate, verdict);
    });
  },
});

function detects({ accountId, region }: AccountRegion, estate: Estate): Verdict {
  const here = detectorsIn(estate, accountId, region);
  if (here.length > 0) return all(here.map(isOn));
  const place = `account ${accountId} in ${region}`;
  const perhaps = detectorsPerhapsIn(estate, accountId, region)[0];
  const complete =
    perhaps === undefined ? estate.detectors.complete : [perhaps.accountId, perhaps.region].find(isUnknown);
  return complete === true || complete === undefined
    ? fail(`there is no detector for ${place}`)
    : unknown(`whether there is a detector for ${place} is not known`, complete);
}

function isOn(detector: Detector): Verdict {
  return decide(detector.id, 'whether there is a detector', (id) =>
    id === null
      ? fail('there is no detector', evidenceElsewhere(detector, 'id'))
      : decide(detector.enabled, 'whether the detector is on', (enabled) =>
          enabled === true
            ? pass(evidenceElsewhere(detector, 'enabled'))
            : fail('the detector is suspended', evidenceElsewhere(detector, 'enabled')),
        ),
  );
}
