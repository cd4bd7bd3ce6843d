import { scaleLinear } from 'd3-scale';
import { arc, pie, stack } from 'd3-shape';
import type { Status } from '../../model/verdict.ts';
import { html, type Markup } from './markup.ts';

/** Statuses as plots show them, in this order. */
export const plottedStatuses = ['fail', 'unknown', 'not_evaluated', 'waived', 'pass'] as const;
export type PlottedStatus = (typeof plottedStatuses)[number];
type Counts = Readonly<Record<Status, number>>;

/** Statuses in words. */
export const statusNames: Readonly<Record<Status, string>> = {
  fail: 'failed',
  unknown: 'unknown',
  not_evaluated: 'not evaluated',
  waived: 'waived',
  pass: 'passed',
  not_applicable: 'not applicable',
};

/** A ring of all that was counted, with a figure in its middle. */
export function ring(counts: Counts, figure: string, label: string): Markup {
  const slices = pie<PlottedStatus>()
    .sort(null)
    .value((status) => counts[status])
    .padAngle(0.02)([...plottedStatuses]);
  const outline = arc<(typeof slices)[number]>().innerRadius(72).outerRadius(96).cornerRadius(3);
  const drawn = slices
    .filter(({ value }) => value > 0)
    .map(
      (slice) =>
        html`<path class="${slice.data}" d="${outline(slice) ?? ''}"><title>${slice.value} ${statusNames[slice.data]}</title></path>`,
    );
  return html`<svg class="ring" viewBox="-100 -100 200 200" role="img" aria-label="${label}">
<circle class="track" r="84"/>${drawn}
<text class="figure" y="14">${figure}</text><text class="unit" y="38">of 100</text></svg>`;
}

const barWidth = 240;
const barHeight = 12;

/** One bar, of a length that belongs to its count among `most`; the numbers stand beside it. */
export function bar(counts: Counts, most: number): Markup {
  const x = scaleLinear()
    .domain([0, Math.max(1, most)])
    .range([0, barWidth]);
  const layers = stack<Counts, PlottedStatus>()
    .keys([...plottedStatuses])
    .value((row, status) => row[status])([counts]);
  const drawn = layers.flatMap((layer) => {
    const [from, to] = layer[0] ?? [0, 0];
    const width = x(to) - x(from);
    return width === 0
      ? []
      : html`<rect class="${layer.key}" x="${rounded(x(from))}" width="${rounded(width)}" height="${barHeight}"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 ${barWidth} ${barHeight}" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>`;
}

const columns = 10;
const plot = { width: 600, height: 120, foot: 18 };

/** How many accounts have which score, in steps of ten. */
export function histogram(scores: readonly number[]): Markup {
  const counts = Array.from({ length: columns }, () => 0);
  for (const score of scores) {
    const column = Math.min(columns - 1, Math.floor(score / (100 / columns)));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const y = scaleLinear()
    .domain([0, Math.max(1, ...counts)])
    .range([0, plot.height - 2 * plot.foot]);
  const step = plot.width / columns;
  const drawn = counts.map((count, index) => {
    const height = y(count);
    const top = plot.height - plot.foot - height;
    const middle = rounded((index + 0.5) * step);
    const from = (index * 100) / columns;
    return html`<rect class="column" x="${rounded(index * step + 4)}" y="${rounded(top)}" width="${rounded(step - 8)}" height="${rounded(height)}" rx="2"/>
<text x="${middle}" y="${rounded(top - 5)}">${count === 0 ? '' : count}</text>
<text class="axis" x="${middle}" y="${plot.height - 3}">${index === columns - 1 ? '90–100' : `${from}–${from + 9}`}</text>`;
  });
  const told = counts.flatMap((count, index) => (count === 0 ? [] : [`${count} from ${index * 10} on`]));
  return html`<svg class="histogram" viewBox="0 0 ${plot.width} ${plot.height}" role="img" aria-label="Accounts by score: ${told.join(', ')}">${drawn}</svg>`;
}

/** What the colours of a plot stand for. */
export function legend(counts: Counts): Markup {
  const items = plottedStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => html`<li><span class="swatch ${status}"></span>${statusNames[status]}</li>`);
  return html`<ul class="legend" aria-label="Colours">${items}</ul>`;
}

function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
