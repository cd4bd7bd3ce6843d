import Type, { type Static } from 'typebox';
import type { Absent, Aim, Bench } from './bench.ts';

const Numbers = Type.Record(Type.String(), Type.Number());

/** The one line that a run prints on standard output. */
export const BenchLine = Type.Object(
  {
    bench: Type.String(),
    /** Against a peer measured in the same run, or against ourselves at another size. */
    ratios: Numbers,
    /** Against what the machine could do in the same run. */
    limits: Numbers,
    /** Bounds of some of these figures. */
    aims: Type.Record(
      Type.String(),
      Type.Object(
        { atMost: Type.Optional(Type.Number()), atLeast: Type.Optional(Type.Number()) },
        { additionalProperties: false, minProperties: 1 },
      ),
    ),
    /** Whether every aim holds; `null` when none is missed, but one is about a figure that is absent. */
    met: Type.Union([Type.Boolean(), Type.Null()]),
    /** Figures that could not be measured, with the reason; left out when there are none. */
    absent: Type.Optional(Type.Record(Type.String(), Type.String())),
  },
  { additionalProperties: false },
);
export type BenchLine = Static<typeof BenchLine>;

/**
 * The line of a run, from what it measured.
 * @throws when a figure is missing, was not declared, or is no finite number: the bench is broken then.
 */
export function lineOf(
  name: string,
  { figures }: Pick<Bench, 'figures'>,
  measured: Readonly<Record<string, number | Absent>>,
): BenchLine {
  const undeclared = Object.keys(measured).filter((figure) => !Object.hasOwn(figures, figure));
  if (undeclared.length > 0) throw new Error(`bench ${name} does not declare ${undeclared.join(', ')}`);

  const found: Record<'ratio' | 'limit', Record<string, number>> = { ratio: {}, limit: {} };
  const aims: Record<string, Aim> = {};
  const missing: Record<string, string> = {};
  for (const [figure, { kind, aim }] of Object.entries(figures)) {
    const value = measured[figure];
    if (aim !== undefined) aims[figure] = aim;
    if (typeof value === 'object') missing[figure] = value.absent;
    else {
      const rounded = Number(value?.toPrecision(4));
      // The largest numbers round to infinity.
      if (!Number.isFinite(rounded)) throw new Error(`bench ${name} measured ${value} as ${figure}`);
      found[kind][figure] = rounded;
    }
  }
  return {
    bench: name,
    ratios: found.ratio,
    limits: found.limit,
    aims,
    met: areMet(aims, { ...found.ratio, ...found.limit }),
    ...(Object.keys(missing).length === 0 ? {} : { absent: missing }),
  };
}

/**
 * Holds figures to their aims: `false` when one is missed, `null` when none is but one has no figure to judge,
 * as what was not measured is not met.
 */
export function areMet(
  aims: Readonly<Record<string, Aim>>,
  figures: Readonly<Record<string, number>>,
): boolean | null {
  const held = Object.entries(aims).map(([name, aim]) => {
    const value = figures[name];
    return value === undefined ? null : isWithin(value, aim);
  });
  if (held.includes(false)) return false;
  return held.includes(null) ? null : true;
}

/** Whether a figure keeps within both bounds. */
export function isWithin(
  value: number,
  { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Aim,
): boolean {
  return value <= atMost && value >= atLeast;
}
