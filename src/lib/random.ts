/** Where randomness comes from: an argument, so that a test can fix it. */
export interface Random {
  /** `count` fresh random bytes. */
  bytes(count: number): Uint8Array;
}
