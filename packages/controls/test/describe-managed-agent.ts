import { describe, expect, it } from 'vitest';
import type { AgentKind } from '../src/detection/managed-agent.ts';
import type { Control } from '../src/model/control.ts';
import { unknownBecause } from '../src/model/fact.ts';
import { complete, detectorFeatures } from './builders.ts';
import { describeFeature, judgedFeature, setTo } from './describe-feature.ts';

/** The tests that every control of an agent of Runtime Monitoring has to stand. */
export function describeManagedAgent(control: Control, { part, resourceType, workload }: AgentKind): void {
  const feature = { name: 'RUNTIME_MONITORING', part };
  describeFeature(control, feature);
  const some = { resourceCounts: { [resourceType]: 3 } };
  const none = { resourceCounts: { 'AWS::S3::Bucket': 3 } };
  const off = { features: detectorFeatures(setTo<'ENABLED' | 'DISABLED'>(feature, 'DISABLED', 'ENABLED')) };

  describe(`${control.id}, of agents`, () => {
    it('fails with Runtime Monitoring, and when its part is left out', () => {
      const whole = setTo<'ENABLED' | 'DISABLED'>({ name: feature.name }, 'DISABLED', 'ENABLED');
      const detector = { features: detectorFeatures(whole) };
      expect(judgedFeature(control, { detector, estate: some }).status).toBe('fail');
      const bare = { name: feature.name, setting: 'ENABLED', additional: [] } as const;
      const verdict = judgedFeature(control, {
        detector: { features: detectorFeatures(bare) },
        estate: some,
      });
      expect(verdict).toMatchObject({ reason: expect.stringContaining('not set') });
    });

    it('compares parts as a set', () => {
      const [runtime] = detectorFeatures().items.filter(({ name }) => name === feature.name);
      const additional = [...((runtime?.additional ?? []) as readonly never[])].reverse();
      const detector = { features: detectorFeatures({ ...runtime, additional } as never) };
      expect(judgedFeature(control, { detector, estate: some }).status).toBe('pass');
    });

    it('does not apply only where an inventory proves that there is nothing to watch', () => {
      const uncovered = { ...off, coverage: null };
      expect(judgedFeature(control, { detector: uncovered, estate: none }).status).toBe('not_applicable');
      // The coverage of Runtime Monitoring knows better.
      expect(judgedFeature(control, { detector: off, estate: none }).status).toBe('fail');
      const hidden = { resourceCounts: unknownBecause('not-read', 'nobody counted') };
      expect(judgedFeature(control, { detector: off, estate: hidden }).status).toBe('fail');
    });

    it('tells how many workloads are concerned, and how many of them do not report', () => {
      const silent = { id: 'a', accountId: '1', type: workload, issue: '', since: null };
      const coverage = {
        healthy: 2,
        unhealthy: 2,
        countByType: { [workload]: 3 },
        unhealthyResources: complete([silent, { ...silent, type: 'of another kind' }]),
      };
      const verdict = judgedFeature(control, { detector: { ...off, coverage }, estate: some });
      expect(verdict).toMatchObject({
        reason: expect.stringContaining(`of 3 ${workload} workloads 1 do not report`),
        evidence: expect.arrayContaining([
          expect.objectContaining({ field: 'coverage', value: { [workload]: 3, unhealthy: 1 } }),
        ]),
      });
    });

    it('takes agents that are installed by hand only while they report', () => {
      const byHand = { manualAgent: true };
      expect(judgedFeature(control, { detector: off, estate: some }, byHand).status).toBe('not_applicable');
      const coverage = {
        healthy: 1,
        unhealthy: 9,
        countByType: {},
        unhealthyResources: complete([]),
      };
      expect(judgedFeature(control, { detector: { ...off, coverage }, estate: some }, byHand).status).toBe(
        'fail',
      );
    });
  });
}
