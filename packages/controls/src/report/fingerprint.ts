import { createHash } from 'node:crypto';
import type { Finding } from './run-report.ts';

/** SHA-256 over what a finding is about, in hex: the same in the next run, and when it only moved in the source. */
export function fingerprintOf({ controlId, subject, urn }: Finding): string {
  return createHash('sha256')
    .update(JSON.stringify([controlId, subject.kind, urn ?? subject.id]))
    .digest('hex');
}
