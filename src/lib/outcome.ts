/**
 * What a command gives back. A refusal that is expected is a value with a code, never an exception:
 * the caller turns the code into a sentence.
 */

/** It was done (or had been done before); `Value` is what the caller needs to go on. */
export type Done<Value = unknown> = { readonly outcome: 'done' } & Value;

/** It was not done, and nothing changed. */
export interface Refused<Code extends string> {
  readonly outcome: 'refused';
  readonly code: Code;
}

export type Outcome<Value = unknown, Code extends string = never> = Done<Value> | Refused<Code>;

const nothing = { outcome: 'done' } as const;

/** @example return done({ pairingId }) */
export function done(): Done;
export function done<Value extends object>(value: Value): Done<Value>;
export function done(value?: object): Done {
  return value === undefined ? nothing : { ...nothing, ...value };
}

/** @example return refused('not_found') */
export const refused = <Code extends string>(code: Code): Refused<Code> => ({
  outcome: 'refused',
  code,
});
