import { defineControl } from '../../define-control.ts';
import { isTrailNamed } from '../../estate/trails.ts';
import { isPlaceholder } from '../../model/observation.ts';
import { unknownBecause } from '../../model/fact.ts';
import { matchesPattern } from '../../policy/wildcard.ts';
import { all, decide, evidence, fail, notApplicable, pass, unknown } from '../../verdicts.ts';

/**
 * The policies of bucket, key and topic name the trail's ARN, which is made of these three. To rename a trail is to
 * replace it: create the new one before the old one is deleted.
 */
export default defineControl({
  id: 'CT-30',
  title: 'Trail name, home region and owner follow the convention',
  intent: 'Policies can name the trail’s ARN before it exists.',
  severity: 'low',
  appliesTo: 'trail',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:DescribeTrails'],
  fix: 'Set name explicitly and pin the Region and the account of the trail’s provider.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html',
  parameters: {
    namePattern: '',
    homeRegion: '',
    ownerAccountIds: [] as readonly string[],
    legacyTrails: [] as readonly string[],
  },
  parameterHelp: {
    namePattern: { description: 'Pattern of the names of trails, with * and ?; empty for any name.' },
    homeRegion: { description: 'The approved home Region of trails; empty for any.' },
    ownerAccountIds: { description: 'Accounts that may own trails; none for any.' },
    legacyTrails: { description: 'Names or ARNs of older trails that need not follow the convention.' },
  },
  evaluate(trail, { parameters: { namePattern, homeRegion, ownerAccountIds, legacyTrails } }) {
    if (namePattern === '' && homeRegion === '' && ownerAccountIds.length === 0)
      return notApplicable('no convention is configured');
    if (legacyTrails.some((reference) => isTrailNamed(trail, reference)))
      return notApplicable('the trail is older than the convention');
    return decide(trail.name, 'the trail’s name', (name) => {
      if (name !== null && legacyTrails.includes(name))
        return notApplicable('the trail is older than the convention');
      const parts = all([
        namePattern === '' || matchesPattern(namePattern, name ?? '')
          ? pass(evidence(trail, 'name'))
          : fail(`the name ${name} does not match ${namePattern}`, evidence(trail, 'name')),
        decide(trail.homeRegion, 'the trail’s home Region', (region) =>
          homeRegion === '' || region === homeRegion
            ? pass(evidence(trail, 'homeRegion'))
            : fail(`the home Region is ${region}, not ${homeRegion}`, evidence(trail, 'homeRegion')),
        ),
        decide(trail.ownerAccountId, 'the trail’s owner', (owner) => {
          if (ownerAccountIds.length === 0 || ownerAccountIds.includes(owner ?? ''))
            return pass(evidence(trail, 'ownerAccountId'));
          return owner !== null && isPlaceholder(owner)
            ? unknown('the trail’s owner is not known', openWorld)
            : fail(`account ${owner} owns the trail`, evidence(trail, 'ownerAccountId'));
        }),
      ]);
      // An ARN on the list may be this trail's.
      return parts.status === 'fail' && legacyTrails.length > 0
        ? decide(trail.arn, `the trail’s ARN, and ${parts.reason}; it`, () => parts)
        : parts;
    });
  },
});

const openWorld = unknownBecause('open-world', 'the program does not say in which account it runs');
