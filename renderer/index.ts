// First: what follows may not touch HTML or zod before the rules stand.
import './trusted-types.ts';

/** Longer than any first frame takes, in milliseconds. */
const withoutFrameMs = 200;

/**
 * The frame that `index.html` holds is drawn before the page is read and run, which takes longer than all before it: a window with
 * its title stands at once. A page that nobody sees draws no frames and begins by the clock; what began already begins no second time.
 */
const begin = (): void => void import('./root.tsx');
requestAnimationFrame(() => setTimeout(begin));
setTimeout(begin, withoutFrameMs);
