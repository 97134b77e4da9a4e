/** What the selects and lists of "Your profile" offer, in the viewer's language. */
import type { Locale } from '#lib/locale.ts';
import { currencies } from '#lib/money.ts';
import { zoneGroups, type ZoneGroup } from '#lib/zone-choices.ts';

/** Languages many developers speak; anyone else's is added when somebody has it. */
const spoken =
  'en zh hi es ar fr bn pt ru ur id de ja tr vi te mr ta ko it th gu fa pl pa uk ml kn my nl fil ro yo ig ha am sw sv el hu cs he az uz sr hr bg sk da fi no nb lt lv sl et ca eu gl ka hy kk ne si km is ga cy eo mt sq mk af zu'.split(
    ' ',
  );

export interface NamedCode {
  value: string;
  label: string;
}

export interface Choices {
  zones: readonly ZoneGroup[];
  /** The community's own languages. */
  spokenHere: NamedCode[];
  otherLanguages: NamedCode[];
  currencies: NamedCode[];
}

/** All choices; `now` (epoch milliseconds) is what the clocks show. */
export function choicesFor({
  locale,
  spokenHere,
  now,
}: {
  locale: Locale;
  spokenHere: readonly string[];
  now: number;
}): Choices {
  const languages = new Intl.DisplayNames([locale], { type: 'language' });
  const money = new Intl.DisplayNames([locale], { type: 'currency' });
  const order = new Intl.Collator(locale);
  const named = (codes: readonly string[]) =>
    codes.map((value) => ({ value, label: languages.of(value) ?? value }));
  return {
    zones: zoneGroups(locale, now),
    spokenHere: named(spokenHere),
    otherLanguages: named(
      spoken.filter((code) => code !== 'no' && !spokenHere.includes(code)),
    ).toSorted((a, b) => order.compare(a.label, b.label)),
    currencies: currencies.map((value) => ({
      value,
      label: `${value}, ${money.of(value) ?? value}`,
    })),
  };
}
