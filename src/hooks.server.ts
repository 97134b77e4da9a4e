/** The door: every request is recognised, admitted and answered here, in this order. */
import { sequence } from '@sveltejs/kit/hooks';
import { authorise } from '#door/authorise.server.ts';
import { answer, explainError } from '#door/respond.server.ts';
import { startServer } from '#door/start.server.ts';
import { authenticate } from '#door/authenticate.server.ts';
import { begin, projections, wire } from './wiring.server.ts';

export const init = () => startServer(wire, begin, projections);
export const handle = sequence(answer, authenticate, authorise);
export const handleError = explainError;
