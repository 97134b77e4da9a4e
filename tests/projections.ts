/** Production's projections, for tests in which the list must follow: `testRuntime(db, at, { projections })`. */
export { projections } from '../src/wiring.server.ts';
