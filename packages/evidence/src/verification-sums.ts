interface Verification {
  readonly job: string;
  readonly report: {
    readonly hours: Readonly<Record<string, number>>;
    readonly faultCount: number;
    readonly places: readonly { readonly hours: readonly string[]; readonly faultCount: number }[];
  };
}

/** Counts again what the reports of verifications sum up. */
export function verificationFaults(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const { job, report } = JSON.parse(line) as Verification;
    const hours = Object.fromEntries(Object.keys(report.hours).map((state) => [state, 0]));
    let faultCount = 0;
    for (const place of report.places) {
      faultCount += place.faultCount;
      for (const state of place.hours) hours[state] = (hours[state] ?? 0) + 1;
    }
    const isRight =
      faultCount === report.faultCount &&
      Object.entries(hours).every(([state, count]) => report.hours[state] === count);
    return isRight ? [] : [`the verification of job ${job} sums up something else than its places say`];
  });
}
