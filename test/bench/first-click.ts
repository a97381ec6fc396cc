import { inTurns, median } from './measure.ts';
import { startListener } from './parts/listener.ts';
import { startPlayer } from './parts/player.ts';
import { startWorkstation } from './parts/window.ts';
import { lessIsBetter, type Bench } from './row.ts';

/** Each round is two starts of a program: eleven are half a minute of starting. */
const rounds = 11;

/** The first sound of a freshly started program: the whole lawful path ÷ a plain file. */
export const firstClick: Bench = {
  name: 'first-click',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    try {
      const { ours, other } = await inTurns(rounds, {
        ours: async () => {
          const listener = await startListener(workstation, office);
          await listener.justify(office.long);
          const { ms } = await listener.approve();
          await listener.stop();
          return ms;
        },
        other: async () => {
          const player = await startPlayer(workstation, 'plain', office.long.plain);
          const { ms } = await player.play();
          await player.stop();
          return ms;
        },
      });
      const wanted = { unit: 'ms', goal: '≤ 0.75', stretch: '≤ 0.5' };
      return [
        lessIsBetter({ name: 'click to sound, first ÷ plain file', ...wanted }, median(ours), median(other)),
      ];
    } finally {
      await workstation.stop();
    }
  },
};
