import { clickToSound, listenToPage, type Heard } from './sound.ts';
import type { Running } from '../../../build/window/program.ts';
import type { BenchWorkstation } from './window.ts';

/** What a click of the plain player does; see `players/plain/index.html`. */
export type Way = 'element' | 'new' | 'ahead';

declare global {
  interface Window {
    /** The plain player's own. */
    choose?: (way: Way) => void;
    leave?: () => void;
  }
}

/** One of the other players, on one plain file. */
export type Player = Running & {
  play(): Promise<Heard>;
  choose(way: Way): Promise<void>;
  leave(): Promise<void>;
};

export async function startPlayer(
  workstation: BenchWorkstation,
  name: string,
  plain: string,
): Promise<Player> {
  const opened = await workstation.start({
    program: workstation.player(name),
    args: [`--recording=${plain}`],
  });
  const { page } = opened;
  await listenToPage(page);
  return {
    ...opened,
    play: () => clickToSound(page, page.getByRole('button', { name: 'Play', exact: true })),
    choose: (way) => page.evaluate((chosen) => window.choose?.(chosen), way),
    leave: () => page.evaluate(() => window.leave?.()),
  };
}
