import { defineControl } from '../../define-control.ts';
import { ifActive } from '../../estate/accounts.ts';
import { remembered } from '../../estate/remembered.ts';
import { unlessJustJoined } from '../../estate/settling.ts';
import { nameOfTrail, trailsRecording, trailsToCome } from '../../estate/trails.ts';
import type { Account, Estate, Trail } from '../../model/estate.ts';
import { identityOf } from '../../model/observation.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, evidence, fail, notApplicable, unknown } from '../../verdicts.ts';
import allRegionsAndManagementEvents from './all-regions-and-management-events.ts';
import customerManagedKey from './customer-managed-key.ts';
import globalServiceEvents from './global-service-events.ts';
import logFileValidation from './log-file-validation.ts';
import managementEventsSelected from './management-events-selected.ts';
import noSourceLeftOut from './no-source-left-out.ts';

const profile = [
  globalServiceEvents,
  logFileValidation,
  customerManagedKey,
  managementEventsSelected,
  noSourceLeftOut,
] as const;

/**
 * Each trail is judged by the controls of the profile as though it were the only one, so that none passes by what
 * another trail does. A member passes through the organization's trail.
 */
export default defineControl({
  id: 'CT-23',
  title: 'One trail meets the whole security profile',
  intent: 'Parts that are spread over several trails do not add up to one good trail.',
  severity: 'high',
  appliesTo: 'account',
  policies: ['stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: [...new Set([allRegionsAndManagementEvents, ...profile].flatMap(({ needs }) => needs))].sort(),
  fix: `Bring the organization’s trail to the full profile: ${[allRegionsAndManagementEvents, ...profile].map(({ id }) => id).join(', ')}.`,
  url: 'https://docs.aws.amazon.com/config/latest/developerguide/cloudtrail-security-trail-enabled.html',
  evaluate(account, { estate }) {
    return ifActive(account, () => {
      const { trails, complete } = trailsRecording(account, estate);
      const others =
        complete === true
          ? trails.length > 0
            ? notApplicable('its trails are judged')
            : fail(`no trail records account ${account.id}`, evidence(account, 'visibleTrails'))
          : unknown(`whether another trail records account ${account.id} is not known`, complete);
      // One trail that meets it suffices, and the next ones are not judged.
      const known = any(trails.values().map((trail) => meetsProfile(trail, account, estate)));
      const verdict = any([known, others]);
      const mayCome =
        estate.trails.complete !== true ||
        trailsToCome(account, estate).some((trail) => meetsProfile(trail, account, estate).status !== 'fail');
      return mayCome ? unlessJustJoined(account, estate, verdict) : verdict;
    });
  },
});

/** An estate makes its parts when they are asked for: copied once, it need not be asked for all of them for each trail. */
const copies = remembered<Estate, 'copy'>();

function meetsProfile(trail: Trail, account: Account, estate: Estate): Verdict {
  const alone: Estate = {
    ...copies(estate, 'copy', () => ({ ...estate })),
    accounts: { items: [], complete: true },
    trails: { items: [trail], complete: true },
  };
  const seeing: Account = { ...account, visibleTrails: [identityOf(trail) ?? nameOfTrail(trail)] };
  const verdict = all([
    allRegionsAndManagementEvents.evaluate(seeing, { estate: alone, parameters: {} }),
    ...profile.map(({ evaluate, parameters }) =>
      evaluate(trail, { estate: alone, parameters: parameters as never }),
    ),
  ]);
  if (verdict.status !== 'fail') return verdict;
  // The trail is the subject of the parts, which therefore need not name it.
  const resource = identityOf(trail);
  const named = verdict.evidence.map((shown) => (resource === undefined ? shown : { resource, ...shown }));
  return fail(`${nameOfTrail(trail)} falls short: ${verdict.reason}`, ...named);
}
