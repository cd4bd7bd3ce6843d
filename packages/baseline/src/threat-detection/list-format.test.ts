import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFaults, ThreatListKind } from './list-format.ts';

const { Threat, Trusted } = ThreatListKind;

describe('listFaults', () => {
  it.each([
    ['addresses and ranges', '198.51.100.7\n203.0.113.0/24\n'],
    ['lines that end as on Windows', '198.51.100.7\r\n203.0.113.0/24\r\n'],
    ['one line without an end', '198.51.100.7'],
  ])('takes %s', (_what, text) => {
    expect(listFaults('list.txt', text, Threat)).toEqual([]);
    expect(listFaults('list.txt', text, Trusted)).toEqual([]);
  });

  it.each([
    ['198.51.100.7\nevil.example.com\n', 'line 2: "evil.example.com" is no IPv4 address or range'],
    ['# bad ones\n198.51.100.7\n', 'line 1: "# bad ones" is no IPv4 address or range'],
    ['198.51.100.256\n', 'line 1: "198.51.100.256" is no IPv4 address'],
    [' 198.51.100.7\n', 'line 1: " 198.51.100.7" is no IPv4 address'],
    ['2001:db8::1\n', 'line 1: "2001:db8::1" is no IPv4 address'],
    ['198.51.100.0/33\n', 'line 1: "198.51.100.0/33" is no range; the number after / is at most 32'],
    ['198.51.100.0/\n', 'line 1: "198.51.100.0/" is no IPv4 address or range'],
    ['198.51.100.7/24\n', 'line 1: "198.51.100.7/24" is not the start of its range; write 198.51.100.0/24'],
    ['198.51.100.7\n\n198.51.100.8\n', 'line 2: is empty'],
    ['198.51.100.7\n198.51.100.7\n', 'line 2: repeats line 1'],
  ])('refuses %j and names file and line', (text, message) => {
    expect(listFaults('lists/threats.txt', text, Threat)).toEqual([
      expect.stringContaining(`lists/threats.txt ${message}`),
    ]);
  });

  it('refuses an empty file', () => {
    expect(listFaults('list.txt', ' \n', Threat)).toEqual(['list.txt is empty; give at least one address']);
  });

  it.each([
    ['0.0.0.0/0', 4_294_967_296],
    ['198.51.0.0/16', 65_536],
    ['8.0.0.0/23', 512],
    // Half of it is public.
    ['172.0.0.0/8', 16_777_216],
  ])('trusts no range as wide as %s', (range, addresses) => {
    expect(listFaults('list.txt', `${range}\n`, Trusted)).toEqual([
      expect.stringContaining(`trusts ${addresses} public addresses`),
    ]);
    expect(listFaults('list.txt', `${range}\n`, Threat)).toEqual([]);
  });

  it.each(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '203.0.113.0/24'])('trusts %s', (range) => {
    expect(listFaults('list.txt', `${range}\n`, Trusted)).toEqual([]);
  });

  it('tells the first five faults and how many more there are', () => {
    const faults = listFaults('list.txt', 'a\nb\nc\nd\ne\nf\ng\n', Threat);
    expect(faults).toHaveLength(6);
    expect(faults.at(-1)).toBe('list.txt has 2 more lines with faults');
  });

  it.each([
    [Trusted, 2001, 2000],
    [Threat, 250_001, 250_000],
  ])('refuses a %s list of %i lines', (kind, count, most) => {
    const lines = Array.from(
      { length: count },
      (_, index) => `11.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
    );
    expect(listFaults('list.txt', lines.join('\n'), kind)).toEqual([
      `list.txt has ${count} lines; GuardDuty takes at most ${most} in a ${kind} list`,
    ]);
  });

  it('takes exactly the start of every range', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
        const isStart = number % 2 ** (32 - prefix) === 0;
        expect(listFaults('list.txt', `${address}/${prefix}`, Threat)).toHaveLength(isStart ? 0 : 1);
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  });
});
