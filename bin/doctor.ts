export function doctor(_args: string[]): Promise<number> {
  return Promise.resolve(0);
}
