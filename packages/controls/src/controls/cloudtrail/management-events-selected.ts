import { defineControl } from '../../define-control.ts';
import { records } from '../../estate/trail-verdicts.ts';
import { nameOfTrail, trailsBeside } from '../../estate/trails.ts';
import type { Trail } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { hasNoManagementEvents, managementCoverage, unnarrowedCoverage } from '../../selectors/management.ts';
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

/**
 * Selectors that an author adds for data events replace the default, which took in all management events. One
 * recording trail of the account that takes in all of them is enough. A trail that does not record is CT-04's
 * finding.
 */
export default defineControl({
  id: 'CT-09',
  title: 'Management events selected for reads and writes',
  intent: 'Selectors must not silently drop what is done to the account.',
  severity: 'high',
  appliesTo: 'trail',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:cloudtrail/trail:Trail'],
  needs: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus', 'cloudtrail:ListTags'],
  fix: 'Add a selector for eventCategory Management with no other field, next to those for data events.',
  url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  parameters: { dataTrailTag: 'trailguard:data-events' },
  parameterHelp: {
    dataTrailTag: { description: 'Tag of a trail that is for data events alone, whatever its value.' },
  },
  evaluate(trail, { estate, parameters: { dataTrailTag } }) {
    return decide(trail.isLogging, 'whether the trail records', (isLogging) => {
      if (isLogging !== true) return notApplicable('the trail does not record (CT-04)');
      const own = selectsAll(trail);
      if (own.status !== 'fail') return own;
      const { trails, complete } = trailsBeside(trail, estate);
      const others = trails.filter((other) => other !== trail);
      const elsewhere = any([
        ...others.map((other) => all([records(other), selectsAll(other)])),
        complete === true
          ? own
          : unknown(`${own.reason}, and whether another trail takes them in is not known`, complete),
      ]);
      return elsewhere.status === 'pass' ? unlessForData(trail, dataTrailTag, elsewhere) : elsewhere;
    });
  },
});

function selectsAll(trail: Trail): Verdict {
  return decide(trail.selectors, `the event selectors of ${nameOfTrail(trail)}`, (selected) => {
    const selectors = selected ?? { basic: null, advanced: null };
    const { reads, writes } = unnarrowedCoverage(selectors);
    if (reads && writes) return pass(evidenceElsewhere(trail, 'selectors'));
    const broad = managementCoverage(selectors);
    const reason = hasNoManagementEvents(selectors)
      ? 'no management events are selected'
      : broad.reads && broad.writes
        ? 'management events are narrowed by name, source, user or session'
        : `management events that ${broad.reads ? 'write' : 'read'} are not selected`;
    return fail(`${nameOfTrail(trail)}: ${reason}`, evidence(trail, 'selectors'));
  });
}

function unlessForData(trail: Trail, tag: string, otherwise: Verdict): Verdict {
  return decide(trail.tags, 'the trail’s tags', (tags) =>
    tags !== null && Object.hasOwn(tags, tag)
      ? notApplicable(`the trail is tagged ${tag}, and another one takes in all management events`)
      : otherwise,
  );
}
