/**
 * The sentences a live count needs, one for each plural form of the language, with `#` for the
 * number: enough for a script without a catalogue to say any count from 0 to 168. `none` is for 0.
 */
export function countForms(
  countText: (count: number) => string,
  locale: string,
): Record<string, string> {
  const rules = new Intl.PluralRules(locale);
  const forms: Record<string, string> = { none: countText(0) };
  for (let count = 1; count <= 168; count += 1) {
    const form = rules.select(count);
    if (!(form in forms)) forms[form] = countText(count).replace(String(count), '#');
  }
  return forms;
}
