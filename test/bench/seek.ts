import { inTurns, percentile } from './measure.ts';
import { startListener } from './parts/listener.ts';
import { startPlayer } from './parts/player.ts';
import { seek } from './parts/sound.ts';
import { startWorkstation } from './parts/window.ts';
import { lessIsBetter, type Bench } from './row.ts';

const seeks = 200;

/** A jump to anywhere in two hours, until the sound moves on from there. */
export const seeking: Bench = {
  name: 'seek',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    try {
      const listener = await startListener(workstation, office);
      await listener.justify(office.long);
      await listener.approve();
      const player = await startPlayer(workstation, 'plain', office.long.plain);
      await player.play();
      // The same places on both sides, spread over the whole recording in no order.
      const place = places(office.long.seconds);
      const { ours, other } = await inTurns(seeks, {
        ours: () => seek(listener.page, place.ours()),
        other: () => seek(player.page, place.other()),
      });
      await listener.stop();
      await player.stop();
      return [
        lessIsBetter(
          { name: 'seek p95 ÷ file://', unit: 'ms', goal: '≤ 1.2', stretch: '≤ 1' },
          percentile(ours, 0.95),
          percentile(other, 0.95),
        ),
        lessIsBetter(
          { name: 'seek p50 ÷ file://', unit: 'ms' },
          percentile(ours, 0.5),
          percentile(other, 0.5),
        ),
      ];
    } finally {
      await workstation.stop();
    }
  },
};

function places(seconds: number): { ours: () => number; other: () => number } {
  const from = (begin: number): (() => number) => {
    let turn = begin;
    return () => {
      turn = (turn + 0.618034) % 1;
      return turn * (seconds - 60);
    };
  };
  return { ours: from(0), other: from(0) };
}
