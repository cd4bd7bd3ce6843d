import type { Status } from '../model/verdict.ts';

/** How one finding differs between two reports; each is of exactly one kind. */
export const changeKinds = [
  'new',
  'revealed',
  'waiver-ended',
  'to-unknown',
  'no-longer-audited',
  'changed-evidence',
  'still-failing',
  'fixed',
  'waived',
  'passing',
  'newly-audited',
  'appeared',
  'gone',
  'unchanged',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What each kind means, for readers. */
export const changeMeanings: Readonly<Record<ChangeKind, string>> = {
  new: 'fails now; it passed, did not apply or did not exist',
  revealed: 'fails now; before, it was unknown or not audited',
  'waiver-ended': 'fails now; before, an exception waived it',
  'to-unknown': 'was known, is not known any more',
  'no-longer-audited': 'its control or account is not in the newer report',
  'changed-evidence': 'as before, but for what it rests on',
  'still-failing': 'failed and fails, for the same reason',
  fixed: 'failed; passes, does not apply or does not exist now',
  waived: 'an exception waives it now',
  passing: 'was unknown or waived, and does not fail now',
  'newly-audited': 'its control or account was not in the older report; it does not fail',
  appeared: 'its subject is new and does not fail',
  gone: 'its subject is gone; it did not fail',
  unchanged: 'the same, and no failure',
};

/** Kinds that say that something fails which did not fail, as far as was known. */
export const newlyFailing: readonly ChangeKind[] = ['new', 'revealed', 'waiver-ended'];
/** Kinds that say that less is known than before. */
export const lessKnown: readonly ChangeKind[] = ['to-unknown', 'no-longer-audited'];

/** What a report says of a thing: `absent` where it proves that there is none, `unaudited` where it did not look. */
export type State = 'fail' | 'waived' | 'unknown' | 'fine' | 'absent' | 'unaudited';

const states: Readonly<Record<Status, State>> = {
  fail: 'fail',
  waived: 'waived',
  unknown: 'unknown',
  not_evaluated: 'unknown',
  pass: 'fine',
  not_applicable: 'fine',
};

/** The state of a finding by its status. */
export function stateOf(status: Status): State {
  return states[status];
}

/** `same` where evidence and reason decide. */
type Changed = ChangeKind | 'same';
type Row = Readonly<Record<State, Changed>>;

const nowhere = { absent: 'unchanged', unaudited: 'unchanged' } as const;
/** Kind by the state before, then the state after. */
const kinds: Readonly<Record<State, Row>> = {
  fail: {
    fail: 'same',
    waived: 'waived',
    unknown: 'to-unknown',
    fine: 'fixed',
    absent: 'fixed',
    unaudited: 'no-longer-audited',
  },
  waived: {
    fail: 'waiver-ended',
    waived: 'same',
    unknown: 'to-unknown',
    fine: 'passing',
    absent: 'gone',
    unaudited: 'no-longer-audited',
  },
  unknown: {
    fail: 'revealed',
    waived: 'waived',
    unknown: 'same',
    fine: 'passing',
    absent: 'gone',
    unaudited: 'no-longer-audited',
  },
  fine: {
    fail: 'new',
    waived: 'waived',
    unknown: 'to-unknown',
    fine: 'same',
    absent: 'gone',
    unaudited: 'no-longer-audited',
  },
  absent: { fail: 'new', waived: 'waived', unknown: 'to-unknown', fine: 'appeared', ...nowhere },
  unaudited: {
    fail: 'revealed',
    waived: 'newly-audited',
    unknown: 'newly-audited',
    fine: 'newly-audited',
    ...nowhere,
  },
};

/**
 * The kind of a change.
 *
 * @param isSame whether status, reason and evidence are the same on both sides.
 */
export function kindOf(before: State, after: State, isSame: boolean): ChangeKind {
  const kind = kinds[before][after];
  if (kind !== 'same') return kind;
  if (!isSame) return 'changed-evidence';
  return after === 'fail' ? 'still-failing' : 'unchanged';
}
