/** fast-check with the seed of the run: a property that fails fails again the next time. */
import fc from 'fast-check';
import { seed } from './chance.ts';

fc.configureGlobal({ seed });

export default fc;
