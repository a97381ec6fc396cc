import { beforeAll, describe, expect, it } from 'vitest';
import { refusal, rowsOf, who } from './office.ts';
import { until } from './support.ts';
import { actsOfFile, protocol, saveDraft, unknown } from './acts.ts';

const { office, acts } = actsOfFile();
let { listener, other, recordings, mine, theirs } = {} as ReturnType<typeof acts>;
beforeAll(() => {
  ({ listener, other, recordings, mine, theirs } = acts());
});

describe('a draft', () => {
  it('is kept with the act, and the newest is what the protocol shows', async () => {
    await saveDraft(listener, mine.act, 'Pierwszy zapis.');
    await saveDraft(listener, mine.act, 'Drugi zapis – „zażółć”.');
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({
      findings: 'Drugi zapis – „zażółć”.',
    });
    const rows = await rowsOf(
      await office.superuser(),
      'SELECT login, findings FROM office.draft WHERE act = $1 ORDER BY id',
      [mine.act],
    );
    expect(rows).toMatchObject([{ login: who.listener }, { findings: 'Drugi zapis – „zażółć”.' }]);
  });

  it('has quotations and remarks beside the findings; one of a program that knows none has none', async () => {
    const quotations = [{ recording: recordings[0], from: 48_000, to: null, text: 'Trzeci raz dzwonię.' }];
    await saveDraft(listener, mine.act, 'Drugi zapis – „zażółć”.', JSON.stringify(quotations), 'Bez uwag.');
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({ quotations, remarks: 'Bez uwag.' });
    await saveDraft(listener, mine.act, 'Drugi zapis – „zażółć”.');
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({ quotations: [], remarks: '' });
  });

  it("of another act than one's own is refused", async () => {
    expect(await refusal(saveDraft(listener, theirs.act, 'x'))).toBe('OD004');
    expect(await refusal(saveDraft(listener, unknown, 'x'))).toBe('OD004');
    expect((await protocol(other, theirs.act))?.draft).toBeNull();
  });

  it('has its bounds', async () => {
    expect(await refusal(saveDraft(listener, mine.act, 'ż'.repeat(20_001)))).toBe('OD001');
    expect(await refusal(saveDraft(listener, mine.act, null))).toBe('OD001');
    for (const quotations of ['{"text":"x"}', null, `["${'x'.repeat(100_000)}"]`])
      expect(await refusal(saveDraft(listener, mine.act, 'x', quotations, ''))).toBe('OD001');
    for (const remarks of ['ż'.repeat(2001), null])
      expect(await refusal(saveDraft(listener, mine.act, 'x', '[]', remarks))).toBe('OD001');
    await saveDraft(other, theirs.act, 'ż'.repeat(20_000));
    await (await office.superuser()).query('DELETE FROM office.draft WHERE act = $1', [theirs.act]);
  });
});

describe('a flood', () => {
  it('of drafts is let in sixty times a minute, and what newer ones have replaced is cleared away', async () => {
    await office.running().keeper.stop();
    const superuser = await office.superuser();
    const many = 'SELECT api.save_draft($1, $2 || g) FROM generate_series(1, $3) g';
    await superuser.query('DELETE FROM office.draft');
    expect(await refusal(listener.query(many, [mine.act, 'x', 61]))).toBe('OD002');
    expect(await rowsOf(superuser, 'SELECT FROM office.draft')).toEqual([]);
    await listener.query(many, [mine.act, 'Zapis ', 60]);
    expect(await refusal(saveDraft(listener, mine.act, 'x'))).toBe('OD002');
    expect(await refusal(saveDraft(other, theirs.act, 'x'))).toBeNull();
    await superuser.query("UPDATE office.draft SET at = at - interval '2 minutes'");
    expect(await refusal(saveDraft(listener, mine.act, 'Ostatni zapis.'))).toBeNull();
    await superuser.query("UPDATE office.draft SET at = at - interval '2 minutes'");
    // While the keeper is away nothing is cleared, and there is an end all the same.
    await superuser.query(
      `INSERT INTO office.draft (act, login, findings, at) SELECT $1, $2, 'x', now() - interval '1 hour' FROM generate_series(1, 439)`,
      [mine.act, who.listener],
    );
    expect(await refusal(saveDraft(listener, mine.act, 'x'))).toBe('OD002');
    await superuser.query("DELETE FROM office.draft WHERE findings = 'x' AND login = $1", [who.listener]);
    await office.running().keeper.start();
    await until('one draft left', async () => {
      const left = await rowsOf<{ findings: string }>(
        superuser,
        'SELECT findings FROM office.draft WHERE act = $1',
        [mine.act],
      );
      return left.length === 1 && left[0]?.findings === 'Ostatni zapis.' ? true : null;
    });
    expect((await protocol(listener, mine.act))?.draft).toMatchObject({ findings: 'Ostatni zapis.' });
    await superuser.query('DELETE FROM office.draft WHERE act = $1', [theirs.act]);
  });
});
