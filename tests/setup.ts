/** Runs in every test file, before each test. */
import { beforeEach, expect } from 'vitest';
import { startSequence } from './chance.ts';

beforeEach(() => startSequence(expect.getState().currentTestName ?? ''));
