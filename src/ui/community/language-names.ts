/** Language codes as people write them: "English, German"; a code nobody has a name for stays a code. */
export function sayLanguages(codes: readonly string[], locale: string): string {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return codes.map((code) => names.of(code) ?? code).join(', ');
}
