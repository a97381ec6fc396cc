import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call as ask, queryClient } from '../../renderer/api.ts';
import { beginAct, openInAct, useOpenActState } from '../../renderer/open-act.ts';
import { draftOf, takeDraft } from '../../renderer/drafts.ts';
import { toggle } from '../../renderer/player/controls.ts';
import { playerOf, stopped, useStage } from '../../renderer/player/stage.ts';
import { mark } from '../../renderer/protocol/marking.ts';
import { act, call, drawn, type first, id, second } from './renderer-player-opening.fixture.ts';
import { FakeOffice } from './renderer-player-office.fixture.ts';
import type { FakeSound } from './renderer-player-sound.fixture.ts';

/** The act around the player: what one opening makes of it, and how often it is read. */

let office: FakeOffice;
let unread: () => void;
vi.mock('../../renderer/player/sound.ts', () => ({
  createSound: (token: string) => office.soundOf(token),
}));
beforeEach(() => {
  office = new FakeOffice();
  unread = () => undefined;
});
afterEach(() => unread());

const begin = (): Promise<FakeSound> => office.openTheFirst((open) => beginAct(open, call));
const unwritten = { findings: '', remarks: '', presentRemarks: [], attachments: '' };
const reads = (): number => office.calls('protocol.act').length;

/** As the bar does: the act is on the page. */
function show(): void {
  unread = new QueryObserver(queryClient, {
    queryKey: ['protocol.act', act],
    queryFn: () => ask('protocol.act', { act }),
  }).subscribe(() => undefined);
}

/** Everything that was asked for has been answered. */
async function atRest(): Promise<void> {
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0));
}

async function openThe(listed: typeof first): Promise<void> {
  const opening = openInAct(listed);
  await office.soundComes();
  await opening;
  await vi.waitFor(() => expect(reads()).toBeGreaterThan(1));
  await atRest();
}

describe('the first recording of an act', () => {
  it('opens the act, and puts the other part of the call on offer', async () => {
    await begin();
    const { act: open, offered } = useOpenActState.getState();
    expect(open).toBe(act);
    expect(offered[act]?.map(({ recording }) => recording)).toEqual([id(1), id(2)]);
  });

  it('is marked where that begins which is being said, by who alone says it', async () => {
    await begin();
    takeDraft('protocol', act, { ...unwritten, quotations: [] }, null);
    const turns = [{ channel: 0, from: 5000, to: 12_000 }];
    playerOf(useStage.getState().stage)?.state.setState({
      positionMs: 9400,
      landmarks: { turns, silences: [] },
    });
    mark();
    const marked = { recording: id(1), from: 5000, to: null, text: '', speaker: 'caller' };
    expect(draftOf('protocol', act)?.words.quotations).toEqual([marked]);
  });

  it('has it read once', async () => {
    await begin();
    show();
    await vi.waitFor(() => expect(reads()).toBe(1));
    await atRest();
    expect(reads()).toBe(1);
  });
});

describe('what was drawn for a plan', () => {
  beforeEach(async () => {
    await begin();
    office.listen = (recording) =>
      Promise.resolve({ state: 'open', open: { ...office.opened(recording), ...drawn, recording } });
    const opening = openInAct(drawn);
    await office.soundComes();
    await opening;
  });

  it('is opened by its place in the draw, and asks for nothing that names who called or answered', () => {
    const { startedAt, durationMs, department, position } = drawn;
    expect(office.calls('playback.listen').at(-1)).toMatchObject({ what: { position } });
    expect(office.calls('playback.prepare').at(-1)).toEqual({
      ...{ recording: drawn.recording, drawn: { startedAt, durationMs, department } },
    });
  });

  it('is quoted by no mark', () => {
    takeDraft('protocol', act, { ...unwritten, quotations: [] }, null);
    mark();
    expect(draftOf('protocol', act)?.words.quotations).toEqual([]);
  });
});

describe('another recording of the act', () => {
  beforeEach(async () => {
    await begin();
    show();
    await vi.waitFor(() => expect(reads()).toBe(1));
    await atRest();
  });

  it('has the act read once, when the keeper knows what was heard of the one before', async () => {
    await openThe(second);
    expect(office.calls('playback.close')).toHaveLength(1);
    expect(reads()).toBe(2);
  });

  it('is opened in it by „Odtwarzaj” after a stop, of which the act has told', async () => {
    const { stage } = useStage.getState();
    if (stage.kind !== 'open') throw new Error('not open');
    stopped(stage.player.open.opening, 'idle');
    await vi.waitFor(() => expect(reads()).toBe(2));
    await atRest();
    toggle(useStage.getState().stage);
    await office.soundComes();
    expect(office.calls('playback.listen').at(-1)).toMatchObject({ what: { act } });
  });
});
