import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseListLocation, rangesOf } from './list-file.ts';

const runs = { seed: 20_261_121, numRuns: 500 };

describe('the location of a list', () => {
  it.each([
    ['https://s3.us-east-1.amazonaws.com/lists/a/b.txt', 'lists', 'a/b.txt'],
    ['https://s3.amazonaws.com/lists/b.txt', 'lists', 'b.txt'],
    ['https://s3-eu-west-1.amazonaws.com/lists/b.txt', 'lists', 'b.txt'],
    ['https://lists.s3.us-east-1.amazonaws.com/a/b.txt', 'lists', 'a/b.txt'],
    ['https://my.lists.s3.amazonaws.com/b.txt', 'my.lists', 'b.txt'],
    ['https://s3.cn-north-1.amazonaws.com.cn/lists/b.txt', 'lists', 'b.txt'],
    ['s3://lists/a/b.txt', 'lists', 'a/b.txt'],
    ['https://s3.us-east-1.amazonaws.com/lists/a%20b.txt', 'lists', 'a b.txt'],
  ])('%s', (location, bucketName, key) => {
    expect(parseListLocation(location)).toEqual({ bucketName, key });
  });

  it.each([
    '',
    'lists/a.txt',
    'https://example.com/lists/a.txt',
    'https://s3.us-east-1.amazonaws.com.example.com/lists/a.txt',
    'https://s3.us-east-1.amazonaws.com/lists',
    'https://s3.us-east-1.amazonaws.com/lists/',
    's3://lists',
    'https://s3.us-east-1.amazonaws.com/lists/%E0%A4%A',
  ])('%j is none', (location) => {
    expect(parseListLocation(location)).toBeUndefined();
  });

  it('takes any text, and any key', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (text) => {
        expect(() => parseListLocation(text)).not.toThrow();
      }),
      runs,
    );
    const key = fc
      .stringMatching(/^[A-Za-z0-9!_.*'()-][A-Za-z0-9!_.*'()/ -]{0,40}[a-z]$/)
      .filter((one) => !/(^|\/)\.{1,2}(\/|$)/.test(one));
    fc.assert(
      fc.property(key, (one) => {
        const path = one.split('/').map(encodeURIComponent).join('/');
        const location = `https://s3.eu-west-1.amazonaws.com/lists/${path}`;
        expect(parseListLocation(location)).toEqual({ bucketName: 'lists', key: one });
      }),
      runs,
    );
  });
});

describe('the ranges of a list’s file', () => {
  it.each<[string, readonly string[]]>([
    ['203.0.113.0/24\n198.51.100.7\n', ['203.0.113.0/24']],
    ['203.0.113.0/24\r\n203.0.113.0/24', ['203.0.113.0/24']],
    ['2001:db8::/32', ['2001:db8::/32']],
    ['"Indicator type","Indicator"\nCIDR,"198.51.100.0/22",x', ['198.51.100.0/22']],
    ['198.51.100.0/24#4#2#Scanning', ['198.51.100.0/24']],
    ['<AddressObj:Address_Value>198.51.100.0/23</AddressObj:Address_Value>', ['198.51.100.0/23']],
    ['https://example.com/24 example.com', []],
    ['', []],
  ])('%j', (text, ranges) => {
    expect(rangesOf(text)).toEqual(ranges);
  });

  it('are all found, however they stand among others', () => {
    const address = fc.tuple(fc.ipV4(), fc.nat(32)).map(([ip, bits]) => `${ip}/${bits}`);
    fc.assert(
      fc.property(fc.array(address, { maxLength: 30 }), (ranges) => {
        expect([...rangesOf(ranges.join('\n'))].sort()).toEqual([...new Set(ranges)].sort());
      }),
      runs,
    );
  });

  it('are found in a large file in no long time', () => {
    expect(rangesOf(`${'1.'.repeat(500_000)}\n203.0.113.0/24`)).toEqual(['203.0.113.0/24']);
    expect(rangesOf(':'.repeat(100_000))).toEqual([]);
  });
});
