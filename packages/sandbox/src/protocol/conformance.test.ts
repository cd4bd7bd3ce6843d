import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../aws/call.ts';
import type { Service } from '../aws/service.ts';
import { Gateway, type GatewayParts } from '../gateway/gateway.ts';
import { type Sandbox, startSandbox } from '../index.ts';
import { pythonEnvironment } from '../moto/environment.ts';
import { Store } from '../state/store.ts';
import { misfits, requireConformance } from './conformance.ts';
import { type Operation, resolve, ServiceModels, type ShapeReference } from './model.ts';

let models: ServiceModels;
beforeAll(async () => {
  models = new ServiceModels((await pythonEnvironment()).models);
});

function faultsOf(service: string, operation: string, answer: unknown): string[] {
  const model = models.get(service);
  return misfits(model, model.operations[operation]?.output as ShapeReference, answer);
}

const detector = { ServiceRole: 'role', Status: 'ENABLED' };

describe('an answer', () => {
  it('fits when it is one that the service could give', () => {
    expect(faultsOf('guardduty', 'GetDetector', { ...detector, Tags: { a: 'b' } })).toEqual([]);
    expect(faultsOf('cloudtrail', 'GetTrailStatus', { StartLoggingTime: new Date() })).toEqual([]);
  });

  it.each([
    [
      'a member that the model lacks',
      { ...detector, IsLoging: true },
      'IsLoging: GetDetectorResponse has no such',
    ],
    ['no member that it must have', { ServiceRole: 'role' }, 'Status: required and missing'],
    ['null for one that it must have', { ...detector, Status: null }, 'Status: required and missing'],
    ['another type', { ...detector, ServiceRole: 7 }, 'ServiceRole: 7 is no string'],
    ['a list that is none', { ...detector, Features: {} }, 'Features: {} is no list'],
    ['a map of another type', { ...detector, Tags: { a: 1 } }, 'Tags.a: 1 is no string'],
    [
      'a value outside an enumeration, however deep',
      { ...detector, Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ON' }] },
      'Features[0].Status: "ON" is no value of FeatureStatus',
    ],
  ])('does not fit with %s', (_case, answer, fault) => {
    expect(faultsOf('guardduty', 'GetDetector', answer)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    ['a truth that is a text', { IsLogging: 'yes' }, 'is no boolean'],
    ['a time that is none', { StartLoggingTime: 'yesterday' }, 'is no moment in time'],
  ])('does not fit with %s', (_case, answer, fault) => {
    expect(faultsOf('cloudtrail', 'GetTrailStatus', answer)).toEqual([expect.stringContaining(fault)]);
  });
});

describe('nothing', () => {
  const operation = () => models.get('guardduty').operations.GetAdministratorAccount as Operation;

  it('is an answer only where AWS gives it against its model', () => {
    const model = models.get('guardduty');
    expect(() => requireConformance({}, model, operation(), true)).not.toThrow();
    expect(() => requireConformance({}, model, operation())).toThrow('Administrator: required and missing');
    expect(() => requireConformance({ Master: {} }, model, operation(), true)).toThrow('no such member');
  });
});

describe('the gateway', () => {
  const caller: Caller = { accountId: '111111111111', arn: 'arn:aws:iam::111111111111:user/a', kind: 'user' };

  /** A gateway with one service that answers ListRegions, and nothing behind it. */
  function gatewayOf(answer: object): Gateway {
    const service: Service = { name: 'account', operations: { ListRegions: () => answer } };
    const parts: Partial<GatewayParts> = {
      models,
      services: [service],
      store: new Store(undefined),
      clock: { now: () => new Date() } as GatewayParts['clock'],
      log: { add: vi.fn(), records: [] } as unknown as GatewayParts['log'],
      authorizer: {
        decide: () =>
          Promise.resolve({ allowed: true } as Awaited<ReturnType<GatewayParts['authorizer']['decide']>>),
        beforeWrite: () => Promise.resolve(),
        afterWrite: () => undefined,
      },
    };
    return new Gateway(parts as GatewayParts);
  }

  const ask = (answer: object) => gatewayOf(answer).call(caller, 'us-east-1', 'account', 'ListRegions', {});

  it('gives an answer that fits', async () => {
    const answer = { Regions: [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED' }] };
    await expect(ask(answer)).resolves.toEqual(answer);
  });

  it.each([
    ['Regions[0].Name: Region has no such member', { Regions: [{ Name: 'us-east-1' }] }],
    ['"on" is no value of RegionOptStatus', { Regions: [{ RegionName: 'x', RegionOptStatus: 'on' }] }],
  ])('never gives one that does not: %s', async (fault, answer) => {
    await expect(ask(answer)).rejects.toThrow(fault);
  });
});

describe('what the sandbox answers itself', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox?.stop());

  it('has its input and output in the service models, down to the last shape', () => {
    const seen = new Set<string>();
    for (const [service, { answered, unsupported }] of Object.entries(sandbox.operations)) {
      const model = models.get(service);
      const visit = (reference: ShapeReference) => {
        const key = `${service}:${reference.shape}`;
        if (seen.has(key)) return;
        seen.add(key);
        const shape = resolve(model, reference);
        expect(shape.type, key).toBeTypeOf('string');
        for (const inner of [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value]) {
          if (inner) visit(inner);
        }
      };
      for (const operation of [...answered, ...unsupported]) {
        const description = model.operations[operation];
        expect(description, `${service}:${operation}`).toBeDefined();
        for (const reference of [description?.input, description?.output]) if (reference) visit(reference);
      }
    }
    expect(seen.size).toBeGreaterThan(500);
  });

  it.each(['cloudtrail', 'guardduty'])('is every operation of %s', (service) => {
    const { answered = [], unsupported = [] } = sandbox.operations[service] ?? {};
    expect([...answered, ...unsupported].sort()).toEqual(Object.keys(models.get(service).operations).sort());
  });
});
