import { html, type Markup, nothing, shownTime } from '@trailguard/controls/report';
import type { PlaceReport } from '../chain-report.ts';
import { type HourState, hourStates } from '../hour-state.ts';

/** Accounts that have a row, at most; those in which something is wrong are among them. */
export const mostRows = 300;
/** Cells of a row, at most: of a longer time each stands for several hours. */
const mostCells = 744;

const hour = 3_600_000;
const left = 110;
const rowHeight = 14;
const width = 1_000;

/** What a cell means, the best first, with its colour in both themes; the gravest stands out in each. */
export const legend: Readonly<Record<HourState, { readonly colour: string; readonly means: string }>> = {
  'not-expected': { colour: '#9ca3af33', means: 'before the account joined' },
  'provably-empty': { colour: '#86efac', means: 'nothing was delivered, and that is proven' },
  proven: { colour: '#16a34a', means: 'every log file is as it was delivered' },
  pending: { colour: '#7dd3fc', means: 'the digest is not due' },
  stopped: { colour: '#94a3b8', means: 'logging was stopped' },
  unreferenced: { colour: '#f59e0b', means: 'files that no digest names' },
  unknown: { colour: '#a855f7', means: 'could not be read' },
  missing: { colour: '#ef4444', means: 'digests or log files are gone' },
  tampered: { colour: 'light-dark(#7f1d1d, #fecaca)', means: 'digests or log files were changed' },
};

/** One account, over all its Regions. */
interface CalendarRow {
  readonly accountId: string;
  /** The worst of all Regions and hours of each cell. */
  readonly cells: readonly HourState[];
}

/**
 * A calendar of accounts by hours: each cell is the worst of an account's Regions.
 *
 * @param places sorted by account
 * @returns SVG; nothing without an account.
 */
export function calendarOf(places: readonly PlaceReport[]): Markup {
  const rows = rowsOf(places);
  const [first] = places;
  if (first === undefined) return nothing;
  const shown = rows.toSorted(worstFirst).slice(0, mostRows).toSorted(byAccount);
  const cells = Math.max(...shown.map((row) => row.cells.length), 1);
  const step = (width - left) / cells;
  const height = shown.length * rowHeight + 20;
  const hoursOfCell = cellHours(first.hours.length);
  const begin = Date.parse(first.from);
  const lines = shown.map((row, at) => lineOf(row, { top: at * rowHeight, step, begin, hoursOfCell }));
  const end = new Date(begin + first.hours.length * hour).toISOString();
  const rest = rows.length - shown.length;
  return html`<div class="scroll calendar" tabindex="0"><svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="Accounts by hours">
${lines}<text x="${left}" y="${height - 4}">${shownTime(first.from)}</text><text x="${width}" y="${height - 4}" text-anchor="end">${shownTime(end)}</text>
</svg></div>${rest > 0 ? html`<p>and ${rest} more accounts, in which nothing worse was found</p>` : nothing}`;
}

const cellHours = (hours: number) => Math.max(1, Math.ceil(hours / mostCells));

/** Accounts with their cells. */
function rowsOf(places: readonly PlaceReport[]): CalendarRow[] {
  const accounts = Map.groupBy(places, ({ accountId }) => accountId);
  return [...accounts].map(([accountId, own]) => {
    const hours = Math.max(...own.map((place) => place.hours.length));
    const each = cellHours(hours);
    const cells = Array.from({ length: Math.ceil(hours / each) }, (_, cell) =>
      worstOf(own.flatMap((place) => place.hours.slice(cell * each, (cell + 1) * each))),
    );
    return { accountId, cells };
  });
}

const gravity = (state: HourState) => hourStates.indexOf(state);
const worstOf = (states: readonly HourState[]) =>
  states.reduce<HourState>(
    (worst, state) => (gravity(state) > gravity(worst) ? state : worst),
    'not-expected',
  );
const worstFirst = (a: CalendarRow, b: CalendarRow) => gravity(worstOf(b.cells)) - gravity(worstOf(a.cells));
const byAccount = (a: CalendarRow, b: CalendarRow) => (a.accountId < b.accountId ? -1 : 1);

interface LinePlace {
  readonly top: number;
  /** Width of a cell. */
  readonly step: number;
  /** Beginning of the first hour. */
  readonly begin: number;
  readonly hoursOfCell: number;
}

/** Cells of the same kind that follow one another are one rectangle. */
function lineOf({ accountId, cells }: CalendarRow, { top, step, begin, hoursOfCell }: LinePlace): Markup {
  const parts: Markup[] = [];
  let from = 0;
  cells.forEach((state, at) => {
    if (cells[at + 1] === state) return;
    const time = (cell: number) => new Date(begin + cell * hoursOfCell * hour).toISOString();
    const title = `${accountId} from ${time(from)} to ${time(at + 1)}: ${state}`;
    const [x, wide] = [(left + from * step).toFixed(2), ((at + 1 - from) * step).toFixed(2)];
    parts.push(
      html`<rect class="${state}" x="${x}" y="${top}" width="${wide}" height="${rowHeight - 2}"><title>${title}</title></rect>`,
    );
    from = at + 1;
  });
  return html`<text x="0" y="${top + rowHeight - 4}">${accountId}</text>${parts}
`;
}
