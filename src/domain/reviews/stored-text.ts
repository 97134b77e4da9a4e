/** What is stored beside the lines of a text. */
import { z } from 'zod';
import { jsonReader, type ShapeOf } from '#lib/json.ts';
import type { KnownText, Span } from '#lib/code/known-text.ts';

type Beside = Omit<KnownText, 'lines'>;

/** Where the lines of a text stand, and whether they are all of it. */
export const readBeside = jsonReader<Beside>(
  'the spans of a text',
  z.object({
    spans: z.array(z.object({ start: z.number(), count: z.number() } satisfies ShapeOf<Span>)),
    isWhole: z.boolean(),
    endsWithNewline: z.boolean(),
  } satisfies ShapeOf<Beside>),
);
