import { describe, expect, it } from 'vitest';
import { programControls } from './program-controls.ts';
import { readMessage, type Waiver, writeMessage } from './violation-message.ts';

const waiver: Waiver = {
  ticket: 'SEC-1',
  owner: 'platform',
  approver: 'ciso',
  reason: 'until the migration; then it goes',
  until: '2026-09-30',
  position: '/repository/trailguard.exceptions.yaml:12',
};
const where = 'logs (aws:s3/bucket:Bucket)';

describe('a message', () => {
  it.each(programControls.map((control) => [control.id, control] as const))(
    'of %s is read again as it was written, after the description that the engine puts before it',
    (_id, control) => {
      for (const message of [{ reason: 'a: b; and c is off' }, { reason: 'x is off', waiver }]) {
        const written = `${control.intent}\n${writeMessage(control, message, where)}`;
        expect(readMessage(written)).toEqual(message);
      }
    },
  );

  it('of another origin is its own reason', () => {
    expect(readMessage('policy failed and judged nothing')).toEqual({
      reason: 'policy failed and judged nothing',
    });
  });
});
