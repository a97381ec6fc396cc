import { inTurns, median } from './measure.ts';
import { startListener } from './parts/listener.ts';
import { startPlayer } from './parts/player.ts';
import { bytesUntil, officeNetwork, watchReads } from './parts/share-link.ts';
import { startWorkstation } from './parts/window.ts';
import { lessIsBetter, moreIsBetter, type Bench } from './row.ts';

/** A round of wavesurfer's default way takes a quarter of a minute: the whole file goes over the line and is decoded. */
const rounds = 9;

/** Two hours over an office's network: wavesurfer as its README shows it, and ours; and what ours reads for it. */
export const wavesurfer: Bench = {
  name: 'wavesurfer',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    const ourBytes: number[] = [];
    try {
      const { ours, other } = await inTurns(rounds, {
        ours: async () => {
          const listener = await startListener(workstation, office);
          await watchReads(listener.app, officeNetwork);
          await listener.justify(office.long);
          const { ms, at } = await listener.approve();
          ourBytes.push(await bytesUntil(listener.app, at));
          await listener.stop();
          return ms;
        },
        other: async () => {
          const player = await startPlayer(workstation, 'wavesurfer', office.long.plain);
          await watchReads(player.app, officeNetwork);
          const { ms } = await player.play();
          await player.stop();
          return ms;
        },
      });
      return [
        moreIsBetter(
          {
            name: "wavesurfer's default way ÷ ours, 2 h, 100 Mbit/s",
            unit: 'ms',
            goal: '≥ 300',
            stretch: '≥ 500',
          },
          median(ours),
          median(other),
        ),
        lessIsBetter(
          {
            name: 'bytes read before sound ÷ the file',
            unit: 'bytes',
            goal: '≤ 0.0025',
            stretch: '≤ 0.0023',
          },
          median(ourBytes),
          office.long.bytes,
        ),
      ];
    } finally {
      await workstation.stop();
    }
  },
};
