/**
 * Events: facts a module announces to the modules above it. A kind of event is declared once, in its
 * module's `events.ts`, with the shape of its facts; what is saved is parsed with that shape when it
 * is delivered.
 */
import { z } from 'zod';

/** A kind of event with facts of the type `Facts`. */
export interface EventKind<Facts extends object> {
  /** Past tense, such as `RequestDeclined`. Saved with each event, so it stays when code is renamed. */
  readonly name: string;
  readonly facts: z.ZodType<Facts>;
  /** The live topics, such as `pairing:` and an id, whose open pages are loaded anew. */
  topics(facts: Facts): string[];
}

/** The facts of a kind of event: `FactsOf<typeof RequestDeclined>`. */
export type FactsOf<Kind> = Kind extends EventKind<infer Facts> ? Facts : never;

/** `pairing` for the field `pairingId`. */
type TopicIn<Field> = Field extends `${infer Topic}Id` ? Topic : never;

/**
 * Declares a kind of event.
 *
 * @param refreshes names of live topics; the topic `pairing` takes its id from the fact `pairingId`
 * @example export const RequestDeclined = event('RequestDeclined', { requestId: z.string() }, { refreshes: ['request'] })
 */
export function event<Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
  { refreshes = [] }: { refreshes?: readonly TopicIn<keyof Shape>[] } = {},
): EventKind<z.output<z.ZodObject<Shape>>> {
  const facts = z.object(shape);
  return {
    name,
    facts,
    topics: (told) =>
      refreshes.map((topic) => `${topic}:${String(Reflect.get(told, `${topic}Id`))}`),
  };
}
