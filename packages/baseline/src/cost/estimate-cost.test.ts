import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Insight } from '../organization-trail/insight.ts';
import { DetectionFeature } from '../threat-detection/features.ts';
import { type CostOptions, describeCost, estimateCost, type MonthlyVolumes } from './estimate-cost.ts';
import { Meter } from './prices.ts';

const region = 'us-east-1';
const usdOf = (volumes: Omit<MonthlyVolumes, 'region'>, options: CostOptions, where = region) =>
  estimateCost([{ region: where, ...volumes }], options).usd;

describe('estimateCost', () => {
  // https://aws.amazon.com/cloudtrail/pricing/ example: two trails of 150,000 management events, 2 million data events.
  it("agrees with AWS's example of two trails and data events", () => {
    const volumes = { managementReads: 100_000, managementWrites: 50_000, dataEvents: 2_000_000 };
    expect(usdOf(volumes, { managementTrails: 2, dataEvents: true })).toBeCloseTo(3 + 2, 10);
  });

  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/insights-events-costs.html example 1
  it("counts what Insights analyzes as AWS's example does: writes twice, reads once", () => {
    const { lines } = estimateCost([{ region, managementReads: 270_000, managementWrites: 30_000 }], {
      insights: [Insight.CallRate, Insight.ErrorRate],
    });
    expect(lines).toEqual([
      { meter: 'insightsEvents', region, quantity: 330_000, usd: expect.closeTo(1.155, 10) },
    ]);
  });

  it('charges nothing for the first copy of management events', () => {
    expect(estimateCost([{ region, managementReads: 1e9, managementWrites: 1e9 }])).toEqual({
      lines: [],
      usd: 0,
      unknown: [],
    });
  });

  it.each([
    [400, 400],
    [500, 500],
    [2_500, 500 + 1_000],
    [12_000, 500 + 1_000 + 7_500 * 0.25 + 2_000 * 0.15],
  ])('goes through the tiers: %s gigabytes of logs cost $%s', (lambdaLogGigabytes, usd) => {
    const volumes = {
      managementReads: 0,
      managementWrites: 0,
      flowAndDnsLogGigabytes: 0,
      lambdaLogGigabytes,
    };
    expect(usdOf(volumes, { protectionPlans: [DetectionFeature.LambdaNetworkLogs] })).toBeCloseTo(usd, 8);
  });

  it('counts what AWS Config records and evaluates, and what Security Hub checks, where they are on', () => {
    const volumes = { configurationItems: 10_000, ruleEvaluations: 50_000, securityChecks: 600_000 };
    expect(usdOf(volumes, {})).toBe(0);
    expect(usdOf(volumes, { configRecorder: true })).toBeCloseTo(30, 8);
    expect(usdOf(volumes, { configRules: true })).toBeCloseTo(50, 8);
    expect(usdOf(volumes, { securityHub: true })).toBeCloseTo(100 + 320 + 50, 8);
    const estimate = estimateCost([{ region, ...volumes }], { configRules: true, securityHub: true });
    expect(describeCost(estimate)).toContain('CloudTrail, GuardDuty, AWS Config and Security Hub cost about');
  });

  it('begins the tiers anew in each account', () => {
    const volumes = { managementReads: 0, managementWrites: 0, flowAndDnsLogGigabytes: 2_500 };
    expect(usdOf(volumes, { protectionPlans: [], accounts: 5 })).toBeCloseTo(2_500, 8);
  });

  it('says what it does not know: volumes that are not given, prices of other regions, new features', () => {
    const estimate = estimateCost(
      [
        { region, managementReads: 1_000_000, managementWrites: 0, flowAndDnsLogGigabytes: 1 },
        { region: 'eu-west-1', managementReads: 1_000_000, managementWrites: 0, flowAndDnsLogGigabytes: 0 },
      ],
      { protectionPlans: [DetectionFeature.S3DataEvents, DetectionFeature.AiProtection] },
    );
    expect(estimate.usd).toBeCloseTo(5, 10);
    expect(estimate.unknown).toEqual([
      's3Protection in us-east-1: no volume is given',
      'aiProtection in us-east-1: no volume is given',
      'detectionManagementEvents in eu-west-1: no price is known',
      's3Protection in eu-west-1: no volume is given',
      'aiProtection in eu-west-1: no volume is given',
    ]);
  });

  it.each(['us-gov-west-1', 'cn-north-1'])('takes no price of %s from the commercial regions', (where) => {
    const { unknown, usd } = estimateCost([{ region: where, dataEvents: 1 }], { dataEvents: true });
    expect([usd, unknown]).toEqual([0, [`dataEvents in ${where}: no price is known`]]);
  });

  it('takes prices that are given, before its own', () => {
    const prices = [
      { meter: Meter.DataEvents, region: 'cn-north-1', perUnits: 100_000, tiers: [{ usd: 0.7 }] },
      { meter: Meter.DataEvents, region, perUnits: 1, tiers: [{ upTo: 10, usd: 0 }, { usd: 1 }] },
    ];
    const options = { dataEvents: true, prices };
    expect(usdOf({ dataEvents: 200_000 }, options, 'cn-north-1')).toBeCloseTo(1.4, 10);
    expect(usdOf({ dataEvents: 12 }, options)).toBe(2);
  });

  it.each<[MonthlyVolumes[], CostOptions, string]>([
    [[{ region, dataEvents: -1 }], {}, 'dataEvents in us-east-1 is -1; it must be a number of at least 0'],
    [[{ region, dataEvents: Number.NaN }], {}, 'dataEvents in us-east-1 is NaN'],
    [[{ region }, { region }], {}, 'us-east-1 is given twice'],
    [[], { accounts: 0 }, 'accounts is 0; it must be at least 1'],
    [[], { managementTrails: 0.5 }, 'managementTrails is 0.5'],
  ])('refuses %j with %j', (volumes, options, message) => {
    expect(() => estimateCost(volumes, options)).toThrow(message);
  });
});

describe('estimates of any volumes', () => {
  const seed = { seed: 20261121, numRuns: 300 };
  const quantity = fc.nat({ max: 2_000_000_000 });
  const counts = {
    managementReads: quantity,
    managementWrites: quantity,
    dataEvents: quantity,
    networkActivityEvents: quantity,
    flowAndDnsLogGigabytes: quantity,
    s3DataEvents: quantity,
    eksAuditEvents: quantity,
    runtimeVcpus: quantity,
    rdsVcpus: quantity,
    rdsServerlessUnits: quantity,
    lambdaLogGigabytes: quantity,
    ebsScannedGigabytes: quantity,
  };
  const volumes = fc.record({ region: fc.constant(region), ...counts });
  const partial = fc.record(
    { region: fc.constantFrom(region, 'eu-west-1'), ...counts },
    { requiredKeys: ['region'] },
  );
  const options = fc.record({
    managementTrails: fc.integer({ min: 0, max: 5 }),
    insights: fc.subarray(Object.values(Insight)),
    dataEvents: fc.boolean(),
    networkActivity: fc.boolean(),
    protectionPlans: fc.subarray(Object.values(DetectionFeature).filter((plan) => plan !== 'AI_PROTECTION')),
    accounts: fc.integer({ min: 1, max: 1_000 }),
  });
  const keys = Object.keys(counts) as (keyof typeof counts)[];

  it('never fall when something grows', () => {
    fc.assert(
      fc.property(volumes, options, fc.constantFrom(...keys), quantity, (base, chosen, key, more) => {
        const grown = { ...base, [key]: base[key] + more };
        expect(estimateCost([grown], chosen).usd).toBeGreaterThanOrEqual(
          estimateCost([base], chosen).usd * (1 - 1e-12),
        );
      }),
      seed,
    );
  });

  it('never fall when something more is turned on, or the volumes are spread over more accounts', () => {
    fc.assert(
      fc.property(volumes, options, (base, chosen) => {
        const { usd } = estimateCost([base], chosen);
        const wider = {
          ...chosen,
          managementTrails: chosen.managementTrails + 1,
          insights: Object.values(Insight),
          dataEvents: true,
          networkActivity: true,
          accounts: chosen.accounts * 2,
        };
        expect(estimateCost([base], wider).usd).toBeGreaterThanOrEqual(usd * (1 - 1e-12));
      }),
      seed,
    );
  });

  it('are the sum of their regions', () => {
    fc.assert(
      fc.property(volumes, volumes, options, (here, there, chosen) => {
        const other = { ...there, region: 'us-west-2' };
        const together = estimateCost([here, other], chosen);
        expect(together.usd).toBeCloseTo(
          estimateCost([here], chosen).usd + estimateCost([other], chosen).usd,
          2,
        );
      }),
      seed,
    );
  });

  it('have a number in every line, or name it as unknown', () => {
    fc.assert(
      fc.property(partial, options, (some, chosen) => {
        const { lines, unknown, usd } = estimateCost([some], chosen);
        const priced = lines.filter((line) => line.usd !== 'unknown');
        expect(priced.length + unknown.length).toBe(lines.length);
        expect(Number.isFinite(usd)).toBe(true);
        // Nothing that happens is free by accident.
        for (const line of priced) if (Number(line.quantity) > 0) expect(line.usd).toBeGreaterThan(0);
        expect(describeCost({ lines, unknown, usd }).includes('at least')).toBe(unknown.length > 0);
      }),
      seed,
    );
  });
});

describe('describeCost', () => {
  it('names the lines by their size, and what is missing', () => {
    const estimate = estimateCost(
      [{ region, dataEvents: 50_000_000, managementReads: 900_000, managementWrites: 100_000 }],
      { dataEvents: true, networkActivity: true, insights: [Insight.ErrorRate] },
    );
    expect(describeCost(estimate)).toBe(
      'CloudTrail and GuardDuty cost at least $53.50 a month (dataEvents in us-east-1 $50.00, insightsEvents in us-east-1 $3.50) ' +
        'without networkActivityEvents in us-east-1: no volume is given',
    );
  });
});
