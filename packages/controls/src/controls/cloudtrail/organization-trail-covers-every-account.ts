import { defineControl } from '../../define-control.ts';
import { unlessJustJoined } from '../../estate/settling.ts';
import { isTrailNamed, nameOfTrail } from '../../estate/trails.ts';
import type { Account, Estate, Organization, Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import {
  all,
  any,
  decide,
  evidence,
  evidenceElsewhere,
  fail,
  notApplicable,
  pass,
  unknown,
} from '../../verdicts.ts';

const service = 'cloudtrail.amazonaws.com';

/**
 * The trail belongs to the management account whoever created it, so its ARN is compared with that account.
 * Members see it as a shadow, which AWS brings to a new member within a day.
 */
export default defineControl({
  id: 'CT-03',
  title: 'Organization trail covers every account',
  intent: 'One trail that members cannot change records all of them.',
  severity: 'high',
  appliesTo: 'organization',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail', 'aws:organizations/awsServiceAccess:AwsServiceAccess'],
  needs: [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
    'organizations:ListAccounts',
    'organizations:ListAWSServiceAccessForOrganization',
  ],
  fix: `Give ${service} trusted access, then create the trail with isOrganizationTrail and isMultiRegionTrail in the management account.`,
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html',
  evaluate(organization, { estate }) {
    return all([
      trusted(organization),
      any([
        ...estate.trails.items.map((trail) => covers(trail, organization, estate)),
        estate.trails.complete === true
          ? noneUnless(estate.trails.items.some(({ isOrganization }) => isOrganization === true))
          : unknown('whether there is an organization trail is not known', estate.trails.complete),
      ]),
    ]);
  },
});

/** Without trusted access the trail stops at the members. */
function trusted(organization: Organization): Verdict {
  const { trustedServices } = organization;
  return decide(trustedServices, 'which services have trusted access', (services) =>
    services?.includes(service)
      ? pass(evidence(organization, 'trustedServices'))
      : fail(
          `${service} has no trusted access to the organization`,
          evidence(organization, 'trustedServices'),
        ),
  );
}

/** What is wrong with the trail that is there says more than that no other one does better. */
function noneUnless(thereIsOne: boolean): Verdict {
  return thereIsOne
    ? notApplicable('the trail is judged')
    : fail('the organization has no organization trail');
}

function covers(trail: Trail, organization: Organization, estate: Estate): Verdict {
  const name = nameOfTrail(trail);
  const kind = decide(trail.isOrganization, `whether ${name} is an organization trail`, (isOrganization) =>
    isOrganization === true
      ? pass(evidenceElsewhere(trail, 'isOrganization'))
      : notApplicable(`${name} is not`),
  );
  if (kind.status !== 'pass') return kind;
  return all([
    kind,
    decide(trail.isMultiRegion, `whether ${name} records all Regions`, (isMultiRegion) =>
      isMultiRegion === true
        ? pass(evidenceElsewhere(trail, 'isMultiRegion'))
        : fail(`${name} records a single Region`, evidenceElsewhere(trail, 'isMultiRegion')),
    ),
    decide(trail.isLogging, `whether ${name} records`, (isLogging) =>
      isLogging === true
        ? pass(evidenceElsewhere(trail, 'isLogging'))
        : fail(`${name} does not record`, evidenceElsewhere(trail, 'isLogging')),
    ),
    ownedCentrally(trail, organization),
    ...estate.accounts.items.map((account) => sees(account, trail, estate)),
    estate.accounts.complete === true
      ? pass()
      : unknown('whether every account sees the trail is not known', estate.accounts.complete),
  ]);
}

function ownedCentrally(trail: Trail, organization: Organization): Verdict {
  return decide(trail.ownerAccountId, `the owner of ${nameOfTrail(trail)}`, (owner) => {
    if (owner === organization.managementAccountId) return pass(evidenceElsewhere(trail, 'ownerAccountId'));
    return decide(organization.delegatedAdministrators, 'who administers CloudTrail', (administrators) =>
      owner !== null && administrators !== null && (administrators[service] ?? []).includes(owner)
        ? pass(evidenceElsewhere(trail, 'ownerAccountId'))
        : fail(
            `${nameOfTrail(trail)} belongs to ${owner}, neither the management account nor a delegated administrator`,
            evidenceElsewhere(trail, 'ownerAccountId'),
          ),
    );
  });
}

function sees(account: Account, trail: Trail, estate: Estate): Verdict {
  const active = decide(account.status, `the status of ${account.id}`, (status) =>
    status === 'ACTIVE' || status === null ? pass() : notApplicable(`account ${account.id} is ${status}`),
  );
  if (active.status !== 'pass') return active;
  const seen = decide(account.visibleTrails, `which trails account ${account.id} sees`, (references) =>
    (references ?? []).some((reference) => isTrailNamed(trail, reference))
      ? pass(evidenceElsewhere(account, 'visibleTrails'))
      : fail(
          `account ${account.id} does not see ${nameOfTrail(trail)}`,
          evidenceElsewhere(account, 'visibleTrails'),
        ),
  );
  return unlessJustJoined(account, estate, seen);
}
