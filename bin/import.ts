export function importList(_args: string[]): Promise<number> {
  return Promise.resolve(0);
}
