/** Language codes as people write them: "English, German"; a code nobody has a name for stays a code. */
export function sayLanguages(codes: readonly string[], locale: string): string {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return codes.map((code) => names.of(code) ?? code).join(', ');
}

/** A language of the interface by the name its own speakers use. */
export function ownLanguageName(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
