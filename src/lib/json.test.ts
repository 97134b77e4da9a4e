import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonReader, StoredJsonError, type ShapeOf } from './json.ts';

interface Person {
  readonly name: string;
  readonly skills: readonly string[];
  readonly nickname?: string | undefined;
}

const readPerson = jsonReader<Person>(
  'a person',
  z.object({
    name: z.string(),
    skills: z.array(z.string()).default([]),
    nickname: z.string().optional(),
  } satisfies ShapeOf<Person>),
);

function failureOf(text: string): unknown {
  try {
    return readPerson(text);
  } catch (error) {
    return error;
  }
}

describe('stored JSON', () => {
  it('is given as its type, with the defaults of what an earlier version left out', () => {
    expect(readPerson('{"name":"Ana","later":1}')).toEqual({ name: 'Ana', skills: [] });
  });

  it('that is something else is refused with the place, and without what stands there', () => {
    const failure = failureOf('{"name":{"private":"Ana is ill"},"skills":["Go",7]}');
    expect(failure).toBeInstanceOf(StoredJsonError);
    expect(failure).toHaveProperty(
      'message',
      'a person: invalid_type at "name", invalid_type at "skills.1"',
    );
    expect(failure).not.toHaveProperty('cause');
  });

  it('that is no JSON is refused without a quotation of it', () => {
    expect(failureOf('Ana is ill')).toHaveProperty('message', 'a person: not JSON');
    expect(String(failureOf('Ana is ill'))).not.toContain('ill');
  });
});
