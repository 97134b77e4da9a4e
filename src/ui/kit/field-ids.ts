/** The ids that tie a field to its label, its hint and its error, and the summary to the field. */
export function fieldIds(name: string): { field: string; hint: string; error: string } {
  const field = `field-${name}`;
  return { field, hint: `${field}-hint`, error: `${field}-error` };
}

/** What `aria-describedby` should name: hint first, then error; nothing when there is neither. */
export function describedBy(
  name: string,
  shown: { hint: string | undefined; error: string | undefined },
): string | undefined {
  const ids = fieldIds(name);
  const parts = [shown.hint ? ids.hint : '', shown.error ? ids.error : ''].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : undefined;
}
