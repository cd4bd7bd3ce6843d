import { Meter, type Price, type TrailDescription, volumeFaults } from '@trailguard/baseline';
import { type Static, Type } from 'typebox';
import { exampleOf, RegionShape } from './fields.ts';
import type { OrganizationStackSettings } from './settings.ts';

const volume = Type.Optional(Type.Number({ minimum: 0 }));
const known = Type.Optional(Type.Boolean());

/** What a preview needs to tell of cost, and of other trails. Nothing of it changes what is made. */
export const CostProperties = {
  monthlyVolumes: Type.Array(
    Type.Object(
      {
        region: Type.String(RegionShape),
        managementReads: volume,
        managementWrites: volume,
        dataEvents: volume,
        networkActivityEvents: volume,
        flowAndDnsLogGigabytes: volume,
        s3DataEvents: volume,
        eksAuditEvents: volume,
        runtimeVcpus: volume,
        rdsVcpus: volume,
        rdsServerlessUnits: volume,
        lambdaLogGigabytes: volume,
        ebsScannedGigabytes: volume,
        configurationItems: volume,
        ruleEvaluations: volume,
        securityChecks: volume,
      },
      { additionalProperties: false },
    ),
    {
      default: [],
      description:
        'what happens in all accounts in a month, as a JSON list with region, managementReads, managementWrites, dataEvents, networkActivityEvents, flowAndDnsLogGigabytes, s3DataEvents, eksAuditEvents, runtimeVcpus, rdsVcpus, rdsServerlessUnits, lambdaLogGigabytes, ebsScannedGigabytes, configurationItems, ruleEvaluations and securityChecks; a preview then tells the cost',
      examples: ['[{"region":"us-east-1","managementReads":9000000,"managementWrites":1000000}]'],
    },
  ),
  volumeAccounts: Type.Integer({
    minimum: 1,
    default: 1,
    description:
      'how many accounts monthlyVolumes are spread over: lower prices for more begin anew in each account',
    examples: ['20'],
  }),
  prices: Type.Array(
    Type.Object(
      {
        meter: Type.Enum(Object.values(Meter)),
        region: Type.String(RegionShape),
        perUnits: Type.Number({ exclusiveMinimum: 0 }),
        tiers: Type.Array(
          Type.Object(
            { upTo: Type.Optional(Type.Number({ exclusiveMinimum: 0 })), usd: Type.Number({ minimum: 0 }) },
            { additionalProperties: false },
          ),
          { minItems: 1 },
        ),
      },
      { additionalProperties: false },
    ),
    {
      default: [],
      description: `prices that are newer than ours, or of regions that ours lack, as a JSON list with meter (${Object.values(Meter).join(', ')}), region, perUnits and tiers`,
      examples: ['[{"meter":"dataEvents","region":"cn-north-1","perUnits":100000,"tiers":[{"usd":0.1}]}]'],
    },
  ),
  otherTrails: Type.Array(
    Type.Object(
      {
        arn: Type.String({ pattern: '^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/.+$' }),
        homeRegion: Type.String(RegionShape),
        isMultiRegion: Type.Boolean(),
        isOrganization: Type.Boolean(),
        isLogging: known,
        managementReads: known,
        managementWrites: known,
      },
      { additionalProperties: false },
    ),
    {
      default: [],
      description:
        "trails that exist, as a JSON list of what `aws cloudtrail describe-trails --query 'trailList[].{arn:TrailARN,homeRegion:HomeRegion,isMultiRegion:IsMultiRegionTrail,isOrganization:IsOrganizationTrail}'` prints; a preview then names those that record the same events, which AWS bills. The service looks them up itself",
      examples: [
        '[{"arn":"arn:aws:cloudtrail:us-east-1:111111111111:trail/old","homeRegion":"us-east-1","isMultiRegion":true,"isOrganization":false}]',
      ],
    },
  ),
};
const Schema = Type.Object(CostProperties);
type CostSettings = Static<typeof Schema>;

/** Trails that exist beside ours. */
export const existingTrails = ({ otherTrails }: CostSettings) => otherTrails as TrailDescription[];

/** Prices that are given. */
export const givenPrices = ({ prices }: CostSettings) => prices as Price[];

/** What is right alone and wrong together; one sentence each. */
export function costMismatches({ monthlyVolumes }: OrganizationStackSettings): string[] {
  return volumeFaults(monthlyVolumes).map(
    (text) => `monthlyVolumes: ${text}. ${exampleOf('monthlyVolumes', CostProperties.monthlyVolumes)}`,
  );
}
