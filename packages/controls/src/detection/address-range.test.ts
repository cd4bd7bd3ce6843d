import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWidePublicRange } from './address-range.ts';

describe('a wide public range', () => {
  it.each([
    ['203.0.113.0/24', false],
    ['203.0.112.0/23', true],
    ['0.0.0.0/0', true],
    ['10.0.0.0/8', false],
    ['10.0.0.0/7', true],
    ['172.16.0.0/12', false],
    ['172.0.0.0/8', true],
    ['192.168.0.0/16', false],
    ['192.168.0.0/12', true],
    ['999.0.0.0/8', false],
    ['100.64.0.0/10', false],
    ['127.0.0.0/8', false],
    ['fd00::/8', false],
    ['fc00::/7', false],
    ['f000::/4', true],
    ['2001:db8::/48', false],
    ['2001:db8::/47', true],
    ['::/0', true],
    ['203.0.113.7', false],
    ['example.com/8', false],
    ['1.2.3.4/x', false],
    ['', false],
  ])('%s -> %s', (range, expected) => {
    expect(isWidePublicRange(range, 24)).toBe(expected);
  });

  it('is never a smaller one, and always holds what it holds', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat(32), (ip, bits) => {
        const isWide = isWidePublicRange(`${ip}/${bits}`, 24);
        if (bits >= 24) expect(isWide).toBe(false);
        if (bits < 8) expect(isWide).toBe(true);
        // What is wide stays wide when it grows.
        if (isWide && bits > 0) expect(isWidePublicRange(`${ip}/${bits - 1}`, 24)).toBe(true);
      }),
      { seed: 20_261_121, numRuns: 1000 },
    );
  });
});
