import { failed, type Report } from './service.ts';

/** What fails in a new organization because only its user can choose, buy or answer for it. */
export const leftToTheUser: Readonly<Record<string, string>> = {
  'CT-11': 'data events are billed by the event',
  'CT-12': 'data events are billed by the event',
  'CW-22': 'nobody was named who is to be told',
  'CW-23': 'nobody was named who is to be told',
  'GD-22': 'nobody was named who is to be told',
  'GD-26': 'no list of threats was given',
  'NT-07': 'nobody was named who is to be told',
  'OPS-02': 'rules of AWS Config are billed by the evaluation, and fail where an account has no recorder',
};
/** What stays unknown there. */
export const unknownToAll: Readonly<Record<string, string>> = {
  'GD-16': 'only its user knows whether models and agents are used',
  'OPS-04': 'nobody wrote a record yet',
  'OPS-05': 'nobody wrote a record yet',
  'OPS-06': 'nobody wrote a record yet',
  'OPS-07': 'nobody wrote a record yet',
  'OPS-08': 'nobody wrote a record yet',
  'OPS-11': 'nobody wrote a record yet',
  'OPS-12': 'nobody wrote a record yet',
  'OPS-13': 'nobody wrote a record yet',
};
/** Unknown besides until the first log file is delivered: no notice is due before. */
export const unknownAtFirst: Readonly<Record<string, string>> = {
  ...unknownToAll,
  'NT-06': 'no notice is due yet',
};
/** Controls that fail beyond what is left to the user. */
export const broken = (report: Report) => failed(report).filter((id) => !Object.hasOwn(leftToTheUser, id));
