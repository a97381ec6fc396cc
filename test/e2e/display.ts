export { type Display, startDisplay } from '../../build/window/display.ts';
