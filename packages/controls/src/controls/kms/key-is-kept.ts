import { defineControl } from '../../define-control.ts';
import { judgeRemoval, removalHelp, removalParameters } from '../../estate/removal.ts';
import { all, decide, evidence, fail, pass } from '../../verdicts.ts';

const ending = ['PendingDeletion', 'PendingReplicaDeletion'];

/** A deletion that was cancelled leaves the key disabled, which is another control's finding. */
export default defineControl({
  id: 'KM-03',
  title: 'Log key is not on the way to deletion',
  intent: 'Losing the key is losing all logs.',
  severity: 'critical',
  appliesTo: 'key',
  policies: ['resource', 'stack'],
  pulumiTypes: ['aws:kms/key:Key'],
  needs: ['kms:DescribeKey'],
  fix: 'Cancel the deletion and enable the key; in a program set protect: true and leave deletionWindowInDays at 30.',
  url: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  parameters: { minWindow: 30, ...removalParameters },
  parameterHelp: {
    minWindow: {
      description: 'Least days between a deletion in a program and the end of the key.',
      minimum: 7,
    },
    ...removalHelp,
  },
  evaluate(key, { parameters }) {
    return all([
      decide(key.state, 'the state of the key', (state) =>
        ending.includes(state ?? '')
          ? fail(`the key is ${state}`, evidence(key, 'state'), evidence(key, 'deletionDate'))
          : pass(evidence(key, 'state')),
      ),
      decide(key.deletionDate, 'when the key will be deleted', (date) =>
        date === null
          ? pass(evidence(key, 'deletionDate'))
          : fail(`the key will be deleted at ${date}`, evidence(key, 'deletionDate')),
      ),
      decide(key.deletionWindowDays, 'the key’s deletion window', (days) =>
        days === null || days >= parameters.minWindow
          ? pass(evidence(key, 'deletionWindowDays'))
          : fail(
              `a deletion in the program ends the key after ${days} days, less than ${parameters.minWindow}`,
              evidence(key, 'deletionWindowDays'),
            ),
      ),
      judgeRemoval(key, parameters),
    ]);
  },
});
