/** The named cast, for tests: the same people the demo shows. */
export { cast, guildName, type CastName } from '../src/demo/cast.ts';
