import { defineControl } from '../../define-control.ts';
import type { PublishingDestination } from '../../model/estate.ts';
import { unknownBecause } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, decide, evidence, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

/**
 * The administrator exports for all members. AWS does not say since when a destination waits to be verified, so that
 * one that waits is not known to be broken.
 */
export default defineControl({
  id: 'GD-20',
  title: 'Findings exported to an encrypted bucket',
  intent: 'Findings live longer than 90 days.',
  severity: 'high',
  appliesTo: 'administratorDetector',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:guardduty/publishingDestination:PublishingDestination'],
  needs: ['guardduty:ListPublishingDestinations', 'guardduty:DescribePublishingDestination'],
  fix: 'Declare a PublishingDestination in the Region, after the policies of its bucket and key admit GuardDuty.',
  url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
  evaluate(detector) {
    const { items, complete } = detector.destinations;
    if (items.length > 0) return any(items.map(publishes));
    return complete === true
      ? fail('findings are exported nowhere', evidence(detector, 'destinations', []))
      : unknown('whether findings are exported is not known', complete);
  },
});

function publishes(destination: PublishingDestination): Verdict {
  return all([works(destination), isEncryptedBucket(destination)]);
}

function works(destination: PublishingDestination): Verdict {
  return decide(destination.status, 'whether the export works', (status) => {
    const found = evidenceElsewhere(destination, 'status');
    if (status === 'PUBLISHING') return pass(found);
    if (status === 'PENDING_VERIFICATION') {
      const detail = 'GuardDuty has not verified the destination yet';
      return unknown('whether the export works is not known', unknownBecause('pending', detail));
    }
    const since = typeof destination.failingSince === 'string' ? ` since ${destination.failingSince}` : '';
    return fail(`the export is ${status ?? 'without a state'}${since}`, found);
  });
}

function isEncryptedBucket(destination: PublishingDestination): Verdict {
  return all([
    decide(destination.type, 'the kind of the destination', (type) =>
      type === 'S3'
        ? pass(evidenceElsewhere(destination, 'type'))
        : fail(`findings are exported to ${type}, not to S3`, evidenceElsewhere(destination, 'type')),
    ),
    decide(destination.keyArn, 'the key of the export', (key) =>
      key === null
        ? fail('the export names no KMS key', evidenceElsewhere(destination, 'keyArn'))
        : pass(evidenceElsewhere(destination, 'keyArn')),
    ),
  ]);
}
