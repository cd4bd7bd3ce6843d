import type { AdvancedEventSelector, GetEventSelectorsCommandOutput } from '@aws-sdk/client-cloudtrail';
import type { AdvancedSelector, Selectors } from '@trailguard/controls';

/** What a trail selects, in either form. */
export function toSelectors(answer: GetEventSelectorsCommandOutput): Selectors {
  const basic = answer.EventSelectors?.map((selector) => ({
    readWriteType: selector.ReadWriteType ?? ('All' as const),
    includeManagementEvents: selector.IncludeManagementEvents ?? true,
    excludedManagementSources: selector.ExcludeManagementEventSources ?? [],
    dataResources: (selector.DataResources ?? []).map(({ Type, Values }) => ({
      type: Type ?? '',
      values: Values ?? [],
    })),
  }));
  return {
    basic: basic === undefined || basic.length === 0 ? null : basic,
    advanced: toAdvanced(answer.AdvancedEventSelectors),
  };
}

/** Advanced selectors; `null` when there are none. */
export function toAdvanced(
  selectors: readonly AdvancedEventSelector[] | undefined,
): readonly AdvancedSelector[] | null {
  if (selectors === undefined || selectors.length === 0) return null;
  return selectors.map(({ Name, FieldSelectors }) => ({
    name: Name ?? null,
    fields: (FieldSelectors ?? []).map(
      ({ Field, Equals, NotEquals, StartsWith, NotStartsWith, EndsWith, NotEndsWith }) => ({
        field: Field ?? '',
        ...(Equals ? { equals: Equals } : {}),
        ...(NotEquals ? { notEquals: NotEquals } : {}),
        ...(StartsWith ? { startsWith: StartsWith } : {}),
        ...(NotStartsWith ? { notStartsWith: NotStartsWith } : {}),
        ...(EndsWith ? { endsWith: EndsWith } : {}),
        ...(NotEndsWith ? { notEndsWith: NotEndsWith } : {}),
      }),
    ),
  }));
}
