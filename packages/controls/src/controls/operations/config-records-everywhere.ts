import { defineControl } from '../../define-control.ts';
import { findAccount, ifActive } from '../../estate/accounts.ts';
import { firstUnknown, listIndex } from '../../estate/list-index.ts';
import type { AccountRegion } from '../../model/control.ts';
import type { ConfigRecorder, Estate } from '../../model/estate.ts';
import type { Verdict } from '../../model/verdict.ts';
import { all, any, decide, evidenceElsewhere, fail, pass, unknown } from '../../verdicts.ts';

const regionalTypes = [
  'AWS::CloudTrail::Trail',
  'AWS::GuardDuty::Detector',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
];
const globalTypes = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'];

/**
 * Recorders that other services made for themselves do not count. Users, roles and policies are the same in all Regions
 * and need to be recorded in one.
 */
export default defineControl({
  id: 'OPS-01',
  title: 'AWS Config records in every Region',
  intent: 'The history of trail, bucket and key settings exists.',
  severity: 'high',
  appliesTo: 'region',
  policies: ['stack'],
  pulumiTypes: ['aws:cfg/recorder:Recorder', 'aws:cfg/recorderStatus:RecorderStatus'],
  needs: ['config:DescribeConfigurationRecorders', 'config:DescribeConfigurationRecorderStatus'],
  fix: 'Deploy a recorder of all types with the service-linked role in each Region, global types in one, and start it.',
  url: 'https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html',
  evaluate(region, { estate }) {
    const account = findAccount(estate, region.accountId);
    return account === undefined ? judge(region, estate) : ifActive(account, () => judge(region, estate));
  },
});

const recordersByPlace = listIndex<ConfigRecorder>(({ accountId, region }) =>
  typeof accountId === 'string' && typeof region === 'string' ? [`${accountId}/${region}`] : [],
);
const hiddenPlace = firstUnknown<ConfigRecorder>(({ accountId, region }) => [accountId, region]);
const recordersByAccount = listIndex<ConfigRecorder>(({ accountId }) => [accountId]);

function judge({ accountId, region }: AccountRegion, estate: Estate): Verdict {
  const { items } = estate.recorders;
  const here = recordersByPlace(items, `${accountId}/${region}`);
  const hidden = hiddenRecorders(estate);
  if (here.length === 0) {
    return hidden === undefined
      ? fail(`no recorder for ${accountId} in ${region}`)
      : unknown(`whether there is a recorder for ${accountId} in ${region} is not known`, hidden);
  }
  return all([
    any(here.map((recorder) => all([runs(recorder), covers(recorder, regionalTypes), hasOwnRole(recorder)]))),
    any([
      ...recordersByAccount(items, accountId).map((recorder) => coversGlobal(recorder)),
      hidden === undefined
        ? fail(`no recorder of ${accountId} records users, roles and policies`)
        : unknown(`which other recorders ${accountId} has is not known`, hidden),
    ]),
  ]);
}

function hiddenRecorders({ recorders: { items, complete } }: Estate) {
  return hiddenPlace(items) ?? (complete === true ? undefined : complete);
}

function runs(recorder: ConfigRecorder): Verdict {
  return all([
    decide(recorder.isRecording, 'whether the recorder is started', (isRecording) =>
      isRecording === true
        ? pass(evidenceElsewhere(recorder, 'isRecording'))
        : fail('the recorder is stopped', evidenceElsewhere(recorder, 'isRecording')),
    ),
    decide(recorder.lastStatus, 'whether the recorder delivers', (status) =>
      status === 'SUCCESS'
        ? pass(evidenceElsewhere(recorder, 'lastStatus'))
        : fail(
            `the recorder’s last delivery is ${status ?? 'missing'}`,
            evidenceElsewhere(recorder, 'lastStatus'),
          ),
    ),
  ]);
}

function covers(recorder: ConfigRecorder, wanted: readonly string[]): Verdict {
  return decide(recorder.recordedTypes, 'what the recorder records', (types) =>
    decide(recorder.excludedTypes, 'what the recorder leaves out', (excluded) => {
      const missing = wanted.filter((type) =>
        types === null ? excluded?.includes(type) : !types.includes(type),
      );
      return missing.length === 0
        ? pass(evidenceElsewhere(recorder, 'recordedTypes'))
        : fail(`the recorder leaves out ${missing.join(', ')}`, evidenceElsewhere(recorder, 'recordedTypes'));
    }),
  );
}

function coversGlobal(recorder: ConfigRecorder): Verdict {
  return decide(recorder.recordedTypes, 'what the recorder records', (types) =>
    types !== null
      ? covers(recorder, globalTypes)
      : decide(recorder.includesGlobalTypes, 'whether global types are recorded', (includes) =>
          includes === true
            ? covers(recorder, globalTypes)
            : fail(
                'users, roles and policies are not recorded',
                evidenceElsewhere(recorder, 'includesGlobalTypes'),
              ),
        ),
  );
}

/** The service-linked role follows what AWS Config needs; one of our own falls behind. */
function hasOwnRole(recorder: ConfigRecorder): Verdict {
  return decide(recorder.roleArn, 'the role of the recorder', (arn) =>
    arn !== null && /\/aws-service-role\/config\.|serviceLinkedRole:ServiceLinkedRole/.test(arn)
      ? pass(evidenceElsewhere(recorder, 'roleArn'))
      : fail(
          'the recorder does not use the service-linked role of AWS Config',
          evidenceElsewhere(recorder, 'roleArn'),
        ),
  );
}
