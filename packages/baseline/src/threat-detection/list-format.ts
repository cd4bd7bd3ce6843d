import { BlockList, isIPv4 } from 'node:net';

/** What a list of addresses does. */
export const ThreatListKind = {
  /** GuardDuty makes findings of traffic with these addresses. */ Threat: 'threat',
  /** GuardDuty makes no findings of traffic with these addresses: whoever is on it is not seen. */
  Trusted: 'trusted',
} as const;
export type ThreatListKind = (typeof ThreatListKind)[keyof typeof ThreatListKind];

/**
 * GuardDuty's limits.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html
 */
const MaximumLines = { threat: 250_000, trusted: 2000 } as const;
const MaximumBytes = 35 * 1024 * 1024;

/** The widest public range that a trusted list may hold: 256 addresses. */
const WidestTrustedPrefix = 24;

/** Most faults that are told of one file: the first ones show what is wrong with the rest. */
const MostFaults = 5;

/** Ranges that no traffic of the internet comes from; lists do not apply to them. */
const Private: readonly [string, number][] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];

/**
 * Checks a list of addresses in GuardDuty's format TXT, one IPv4 address or range a line, before anything is uploaded:
 * GuardDuty itself only says that a list is in error, not where.
 * @param file name for the messages.
 * @returns one sentence for each fault, with file and line; at most five and how many more there are.
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 */
export function listFaults(file: string, text: string, kind: ThreatListKind): string[] {
  if (Buffer.byteLength(text) > MaximumBytes)
    return [`${file} is larger than 35 MB, which GuardDuty takes at most`];
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  if (text.trim() === '') return [`${file} is empty; give at least one address`];
  if (lines.length > MaximumLines[kind]) {
    return [
      `${file} has ${lines.length} lines; GuardDuty takes at most ${MaximumLines[kind]} in a ${kind} list`,
    ];
  }
  const faults: string[] = [];
  const seen = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const fault = lineFault(line, kind) ?? repeated(seen.get(line));
    if (fault !== undefined) faults.push(`${file} line ${index + 1}: ${fault}`);
    if (!seen.has(line)) seen.set(line, index + 1);
  }
  return faults.length <= MostFaults
    ? faults
    : [...faults.slice(0, MostFaults), `${file} has ${faults.length - MostFaults} more lines with faults`];
}

const repeated = (before: number | undefined) =>
  before === undefined ? undefined : `repeats line ${before}`;

function lineFault(line: string, kind: ThreatListKind): string | undefined {
  const shown = JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
  if (line === '') return 'is empty';
  const [address = '', prefixText, ...rest] = line.split('/');
  if (!isIPv4(address) || rest.length > 0 || (prefixText !== undefined && !/^[0-9]{1,2}$/.test(prefixText))) {
    return `${shown} is no IPv4 address or range such as 198.51.100.0/24; comments, names and spaces are not taken`;
  }
  const prefix = prefixText === undefined ? 32 : Number(prefixText);
  if (prefix > 32) return `${shown} is no range; the number after / is at most 32`;
  const network = toNumber(address) & mask(prefix);
  if (network >>> 0 !== toNumber(address) >>> 0) {
    return `${shown} is not the start of its range; write ${toAddress(network)}/${prefix}`;
  }
  if (kind === ThreatListKind.Trusted && prefix < WidestTrustedPrefix && !isPrivate(address, prefix)) {
    return `${shown} trusts ${2 ** (32 - prefix)} public addresses; a trusted range is /${WidestTrustedPrefix} or narrower`;
  }
  return undefined;
}

const toNumber = (address: string) =>
  address.split('.').reduce((number, part) => (number << 8) | Number(part), 0);
const toAddress = (number: number) => [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
/** Shifts by 32 do nothing in JavaScript. */
const mask = (prefix: number) => (prefix === 0 ? 0 : -1 << (32 - prefix));

/** Whether all of a range is private. */
function isPrivate(address: string, prefix: number): boolean {
  return Private.some(([start, width]) => {
    if (prefix < width) return false;
    const block = new BlockList();
    block.addSubnet(start, width);
    return block.check(address);
  });
}
