export function seed(_args: string[]): Promise<number> {
  return Promise.resolve(0);
}
