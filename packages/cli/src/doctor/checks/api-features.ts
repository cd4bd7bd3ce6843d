import { InsightType } from '@aws-sdk/client-cloudtrail';
import {
  DetectorFeatureResult,
  FeatureAdditionalConfiguration,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  OrgFeature,
  OrgFeatureAdditionalConfiguration,
} from '@aws-sdk/client-guardduty';
import { knownApiFeatures } from '@trailguard/controls';
import { advice, type Check, type Finding, ok } from '../check.ts';

const wayOut =
  'look what it does, decide on it, and record the review as feature-review (docs/records.md); a newer release may know it';

/** What the installed SDK can name. */
export const sdkFeatures: Readonly<Record<keyof typeof knownApiFeatures, readonly string[]>> = {
  'feature of GuardDuty': Object.values({ ...DetectorFeatureResult, ...OrgFeature }),
  'part of a feature of GuardDuty': Object.values({
    ...FeatureAdditionalConfiguration,
    ...OrgFeatureAdditionalConfiguration,
  }),
  'insight of CloudTrail': Object.values(InsightType),
};

/** What the APIs can do that no control knows: in the models of the SDK, and so told without AWS. */
export const sdkFeaturesCheck: Check = {
  name: 'api-features',
  title: 'Features of the APIs',
  needs: 'nothing',
  run: async () => strangeFeatures(sdkFeatures),
};

/** As above, of what AWS itself answers: it is ahead of every SDK. */
export const accountFeaturesCheck: Check = {
  name: 'account-features',
  title: 'Features of GuardDuty in this account',
  needs: 'aws',
  async run(patient) {
    const client = patient.client(GuardDutyClient);
    const { DetectorIds: [DetectorId] = [] } = await client.send(new ListDetectorsCommand({}));
    if (DetectorId === undefined) return [ok(`no detector in ${patient.region}, which has no features then`)];
    const { Features = [] } = await client.send(new GetDetectorCommand({ DetectorId }));
    return strangeFeatures({
      'feature of GuardDuty': Features.map(({ Name = '' }) => Name),
      'part of a feature of GuardDuty': Features.flatMap(({ AdditionalConfiguration = [] }) =>
        AdditionalConfiguration.map(({ Name = '' }) => Name),
      ),
    });
  },
};

/** Holds what is offered against what the controls know. */
export function strangeFeatures(
  offered: Readonly<Partial<Record<keyof typeof knownApiFeatures, readonly string[]>>>,
): readonly Finding[] {
  return Object.entries(offered).map(([kind, names]) => {
    const known: readonly string[] = knownApiFeatures[kind as keyof typeof knownApiFeatures];
    const strange = names.filter((name) => !known.includes(name)).sort();
    return strange.length === 0
      ? ok(`every ${kind} is known to the controls (${names.length})`)
      : advice(`no control knows this ${kind}: ${strange.join(', ')}`, wayOut);
  });
}
