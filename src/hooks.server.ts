/** The door: every request is recognised, admitted and answered here, in this order. */
import { sequence } from '@sveltejs/kit/hooks';
import { admit } from '#door/authorise.server.ts';
import { answer, explainError } from '#door/respond.server.ts';
import { openHouse } from '#door/start.server.ts';
import { recognise } from '#door/authenticate.server.ts';
import { begin, projections, wire } from './wiring.server.ts';

export const init = () => openHouse(wire, begin, projections);
export const handle = sequence(answer, recognise, admit);
export const handleError = explainError;
