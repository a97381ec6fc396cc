import { inTurns, median, percentile, usualRounds, type Measured } from './measure.ts';
import { approved, rest, startListener, type Listener } from './parts/listener.ts';
import type { BenchOffice } from './parts/office.ts';
import { startPlayer, type Player, type Way } from './parts/player.ts';
import { startWorkstation } from './parts/window.ts';
import { lessIsBetter, littleMore, type Bench, type Row } from './row.ts';

const withForm = { goal: '≤ 2', stretch: '≤ 1.5' };
const inOneClick = { goal: '≤ 2.5', stretch: '≤ 1.75' };

/** Every later sound: the audio device is open on both sides. */
export const laterClick: Bench = {
  name: 'later-click',
  rows: async (context) => {
    const office = await context.office();
    const workstation = await startWorkstation(context.root, context.electron.path);
    try {
      const listener = await startListener(workstation, office);
      const player = await startPlayer(workstation, 'plain', office.long.plain);
      // The first sound of either is another row's.
      await approved(listener, office.long);
      await played(player, 'element');
      const form = await inTurns(usualRounds, {
        ours: () => approved(listener, office.long),
        other: () => played(player, 'element'),
      });
      const added = await inTurns(usualRounds, {
        ours: () => addedToAct(listener, office),
        other: () => played(player, 'element'),
      });
      const least = await inTurns(usualRounds, {
        ours: () => played(player, 'new'),
        other: () => played(player, 'ahead'),
      });
      await listener.stop();
      await player.stop();
      return rowsOf(form, added, least);
    } finally {
      await workstation.stop();
    }
  },
};

/** The last two say what the plain file takes where even less is done for it at the click. */
function rowsOf(form: Measured, added: Measured, least: Measured): Row[] {
  const unit = 'ms';
  const approval = median(form.ours);
  return [
    lessIsBetter(
      { name: 'click to sound, later, approving a form ÷ plain file', unit, ...withForm },
      approval,
      median(form.other),
    ),
    lessIsBetter(
      { name: 'click to sound, later, one click in the same act ÷ plain file', unit, ...inOneClick },
      median(added.ours),
      median(added.other),
    ),
    littleMore(
      { name: 'every later click, p95 − plain file', unit, goal: '≤ 50', stretch: '≤ 20' },
      percentile([...form.ours, ...added.ours], 0.95),
      percentile([...form.other, ...added.other], 0.95),
    ),
    lessIsBetter(
      { name: 'later ÷ plain file in an element that nobody sees', unit },
      approval,
      median(least.ours),
    ),
    lessIsBetter(
      { name: 'later ÷ plain file that has loaded before the click', unit },
      approval,
      median(least.other),
    ),
  ];
}

/** Another recording of the act that is open, from the list of calls; the two take turns. */
async function addedToAct(listener: Listener, office: BenchOffice): Promise<number> {
  await listener.choose(office.short);
  await listener.add();
  await rest(listener);
  await listener.choose(office.long);
  const { ms } = await listener.add();
  await rest(listener);
  return ms;
}

async function played(player: Player, way: Way): Promise<number> {
  await player.choose(way);
  const { ms } = await player.play();
  await player.leave();
  return ms;
}
