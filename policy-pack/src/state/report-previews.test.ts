import { describe, expect, it } from 'vitest';
import { programControls } from '../program-controls.ts';
import { policyNameOf } from '../policy-name.ts';
import { writeMessage } from '../violation-message.ts';
import { type PolicyEvent, reportPreviews } from './report-previews.ts';

const at = '2026-06-15T12:00:00.000Z';
const control = programControls.find(({ id }) => id === 'CT-06') as (typeof programControls)[number];
const urn = 'urn:pulumi:prod::organization::aws:cloudtrail/trail:Trail::main';
const waiver = {
  ticket: 'SEC-1',
  owner: 'platform',
  approver: 'ciso',
  reason: 'later',
  until: '2026-09-30',
  position: 'trailguard.exceptions.yaml:3',
};

function anEvent(differing: Partial<PolicyEvent> = {}): PolicyEvent {
  return {
    policyName: policyNameOf(control),
    message: `${control.intent}\n${writeMessage(control, { reason: 'it signs nothing' }, 'main')}`,
    enforcementLevel: 'mandatory',
    resourceUrn: urn,
    ...differing,
  };
}
const reportOn = (...policyEvents: PolicyEvent[]) =>
  reportPreviews([{ name: 'organization prod', policyEvents }], at);

describe('the report of previews', () => {
  it('has a finding for each violation, with the control and the resource to change', () => {
    const report = reportOn(anEvent());
    expect(report).toMatchObject({ lens: 'preview', sources: ['organization prod'], counts: { fail: 1 } });
    expect(report.findings).toMatchObject([
      { controlId: 'CT-06', status: 'fail', reason: 'it signs nothing', urn, severity: control.severity },
    ]);
  });

  it('tells what is waived, by whom and until when', () => {
    const message = `${control.intent}\n${writeMessage(control, { reason: 'it signs nothing', waiver }, 'main')}`;
    expect(reportOn(anEvent({ message, enforcementLevel: 'advisory' })).findings).toMatchObject([
      { status: 'waived', reason: 'it signs nothing', exception: waiver },
    ]);
  });

  it('lists what could not be evaluated, each by its control', () => {
    const message = 'These controls rest on …\nCT-08: the key is not known\nCT-06: signing is not known';
    const { findings } = reportOn(anEvent({ policyName: 'not-evaluated', message }));
    expect(findings.map(({ controlId, status, reason }) => [controlId, status, reason])).toEqual([
      ['CT-06', 'not_evaluated', 'signing is not known'],
      ['CT-08', 'not_evaluated', 'the key is not known'],
    ]);
  });

  it('has what is wrong with the exceptions once, though each stack tells it', () => {
    const event = anEvent({
      policyName: 'trailguard-exceptions',
      message: 'A fault …\n/repository/trailguard.exceptions.yaml:3: the exception of CT-06 (SEC-1) ended',
    });
    const stacks = ['a', 'b'].map((name) => ({ name, policyEvents: [event] }));
    const { notices, findings } = reportPreviews(stacks, at);
    expect(notices).toEqual([
      {
        level: 'error',
        position: '/repository/trailguard.exceptions.yaml:3',
        message: 'the exception of CT-06 (SEC-1) ended',
      },
    ]);
    expect(findings).toEqual([]);
  });

  it('keeps violations of policies that it does not know', () => {
    const report = reportOn(
      anEvent({ policyName: 'acme-01-owners', message: 'Owners\nno owner', severity: 'critical' }),
    );
    expect(report.findings).toMatchObject([
      { controlId: 'acme-01-owners', status: 'fail', severity: 'critical', reason: 'no owner' },
    ]);
    expect(report.controls.at(-1)).toMatchObject({ id: 'acme-01-owners', intent: 'Owners' });
  });

  it('names stacks that could not be previewed', () => {
    const report = reportPreviews([{ name: 'security prod', policyEvents: [], error: 'no credentials' }], at);
    expect(report.warnings).toEqual(['security prod could not be previewed: no credentials']);
  });
});
