import { legalBases } from '../../server/legal-bases.ts';
import type { Command } from '../../shared/ledger/kinds.ts';
import { generateKeyPair } from '../../shared/node/hpke.ts';
import type { Ground } from '../../shared/playback.ts';
import { crime, type Came } from './quarter.ts';
import type { Seeding } from './seed-quarter.ts';

/** Whose case it is says by which law it is handled. */
export function groundOf(sign: string, day: string, login: string): Ground {
  const n = sign.split('.').at(-1) ?? '';
  const isCrime = sign.startsWith(crime);
  const code = isCrime ? 'KPK_304' : sign.startsWith('SEK.1510') ? 'KPA_SKARGA' : 'KPA_WNIOSEK';
  const basis = legalBases.find(({ content }) => content.code === code)?.content;
  const year = day.slice(0, 4);
  return {
    ...{ case: `${sign}.${year}`, basis: code, statement: basis?.statement ?? null, present: [] },
    sentence: { code: basis?.sentences[login.length % basis.sentences.length]?.code ?? '' },
    fields: isCrime
      ? { qualification: 'art. 224 § 2 KK', body: 'Komisariat Policji w Piasecznie' }
      : { register: `${n}/${year}` },
  };
}

/** The first recording of an act, by its ground, or another one in the act. */
export const listenTo = (
  recording: string,
  ground: Ground,
  act: string | null = null,
): Command<'listen'> => ({
  ...{ act, recording, ground: act === null ? ground : null, host: 'ST-14' },
  publicKey: generateKeyPair().publicKey.toString('base64'),
});

type Heard = {
  login: string;
  recording: string;
  ground: Ground;
  came: Came;
  day: string;
  /** In which proceedings the listener names it as evidence, if so. */
  evidence: string | undefined;
  /** The call that was taken for it at first, where it was `found`. */
  wrong: string;
};

/** Somebody listens, writes down what was said, and files the protocol; all of it, or as far as it came. */
export async function hear(seeding: Seeding, heard: Heard): Promise<void> {
  const { login, recording, came, day, evidence } = heard;
  const theirs = await seeding.as(login);
  const before = came === 'found' ? await play(seeding, heard, null, true) : null;
  const act = await play(seeding, heard, before, false);
  if (evidence !== undefined)
    await theirs.submit('hold', {
      ...{ act, recordings: [recording], proceedings: evidence, reference: null },
      ...{ case: null, order: null, paper: null },
    });
  if (came === 'heard') return;
  const findings =
    came === 'unplayed'
      ? 'Nagrania nie odtwarzano: otwarto je omyłkowo drugi raz w tej samej sprawie.'
      : 'Rozmówca pyta o termin załatwienia sprawy, pracownik podaje termin i sposób odbioru pisma. Rozmowa przebiegła uprzejmie.';
  await theirs.submit('complete', { act, findings });
  if (came === 'completed') return;
  await theirs.submit('file', { act, day, way: 'paper', missingSignature: null });
}

/** Opens a recording, in an act or as its first one, and closes it again. Returns the act. */
async function play(
  { as, rows }: Seeding,
  { login, recording, wrong, ground, came }: Heard,
  within: string | null,
  wrongCall: boolean,
): Promise<string> {
  const theirs = await as(login);
  const opened = wrongCall ? wrong : recording;
  const { command: opening, payload } = await theirs.submit('listen', listenTo(opened, ground, within));
  const { act } = payload;
  // What follows from the basis the keeper enters by itself, before the day is over.
  const held = (ended: boolean) =>
    rows(
      `SELECT FROM office.hold WHERE act = $1 AND recordings = ARRAY[$2::uuid] AND (ended_seq IS NOT NULL) = $3`,
      [act, opened, ended],
    );
  const follows = ground.basis === 'KPK_304';
  if (follows) await held(false);
  const ranges: [number, number][] = came === 'unplayed' ? [] : [[0, wrongCall ? 9_000 : 21_000]];
  await theirs.submit('close', { opening, ranges, how: 'listener', wrongCall });
  if (follows && wrongCall) await held(true);
  return act;
}
