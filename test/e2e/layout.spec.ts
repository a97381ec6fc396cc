import type { Locator, Page } from '@playwright/test';
import {
  caseNumber,
  dayText,
  find,
  goTo,
  listenTo,
  press,
  see,
  seeHeading,
  signIn,
  signOut,
} from '../../build/window/hand.ts';
import { resizeTo, sheetsDrawn, usual } from '../../build/window/looks.ts';
import { painted, resize, wear } from './audit.ts';
import { expect, planOf, test, who } from './office.ts';
import { expectSound } from './sound.ts';

/** What stands on one line, one above the other, and whole: measured where it is drawn. */

test.use({ seed: { of: 'layout', choose: ({ matter }) => matter === 'obietnica' } });

const long =
  'Oddzwonimy do końca tygodnia, a jeśli nie, to odpowiedź przyjdzie pocztą na adres, który pan podał przed chwilą.';
const corrected = 'SEK.1510.8.2026';
const former = `było: ${caseNumber}`;

test('what belongs on a line stands on it, columns are aligned, and nothing that matters is cut off', async ({
  office,
  signedIn,
}) => {
  const { app, page } = await signedIn(who.listener);
  const plan = planOf(office, 'obietnica');
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });

  await test.step('in high contrast the × of a condition has a line all around', async () => {
    await find(page, { case: caseNumber, day: dayText(plan) });
    await wear(page, 'forced colours');
    const remove = button('Usuń warunek');
    const behind = await remove.evaluate((one) => getComputedStyle(one).backgroundColor);
    for (const side of ['top', 'right', 'bottom', 'left']) {
      await expect(remove, side).toHaveCSS(`border-${side}-width`, '1px');
      await expect(remove, side).toHaveCSS(`border-${side}-style`, 'solid');
      await expect(remove, side).not.toHaveCSS(`border-${side}-color`, behind);
    }
    await expect(remove, 'the sign itself').not.toHaveCSS('color', behind);
    await wear(page, 'light');
  });

  await listenTo(page, plan);
  await expectSound(page);
  await page.keyboard.press('F8');

  await test.step('the steps of the player are on one line, and the time is clear of the speed', async () => {
    const steps = button(/^(5|15) sekund (wstecz|naprzód), /);
    for (const size of ['200 %', '100 %'] as const) {
      await resize(app, page, size);
      for (const step of await steps.all()) expect(await linesOf(step), size).toHaveLength(1);
      const places = await placesOf(steps);
      expect(places).toHaveLength(4);
      expectOneLine(places, size);
      const time = await placeOf(page.getByRole('timer', { name: 'Czas odtwarzania' }));
      const speed = await placeOf(page.getByRole('combobox', { name: 'Prędkość' }));
      const clear = speed.left - time.right >= 8 || speed.top >= time.bottom;
      expect(clear, `${size}: ${JSON.stringify({ time, speed })}`).toBe(true);
    }
  });

  const quotations = page.getByRole('region', { name: 'Cytaty' }).getByRole('listitem');
  const drawing = page.getByRole('slider', { name: 'Miejsce w nagraniu' });
  const field = page.getByRole('textbox', { name: /^Treść cytatu / });
  const said = page.getByText(`„${long}”`);
  /** Quotes what is said so many pixels from the beginning of the drawing; the field for the words stays open. */
  const quote = async (x: number, words: string): Promise<void> => {
    await drawing.click({ position: { x, y: 40 } });
    await press(page, 'Dodaj cytat');
    await field.fill(words);
    await page
      .getByRole('combobox', { name: /^Kto mówi: cytat / })
      .last()
      .click();
    await page.getByRole('option', { name: 'mówca nieoznaczony' }).click();
  };

  await test.step('the field of a quotation is as wide as the panel; its time, its words and the pencil are on one line', async () => {
    await quote(80, long);
    const above = await placeOf(page.getByLabel('Ustalenia'));
    const written = await placeOf(field);
    expect([written.left, written.right]).toEqual([above.left, above.right]);
    await field.press('Escape');
    const row = await placeOf(quotations);
    const time = await placeOf(quotations.getByRole('button', { name: /^Odtwórz od / }));
    const pencil = await placeOf(quotations.getByRole('button', { name: /^Zmień cytat / }));
    const lines = await linesOf(said);
    expectOneLine([time, pencil, ...lines.slice(0, 1)], 'the first line');
    expect([time.left, pencil.right]).toEqual([row.left, row.right]);
    expect([row.left, row.right]).toEqual([above.left - hair, above.right + hair]);
  });

  await test.step('no line breaks anew once the panel scrolls', async () => {
    const body = page.getByRole('region', { name: 'Treść protokołu' });
    const linesAt = async (height: number, scrolls: boolean): Promise<Place[]> => {
      await resizeTo(app, page, { ...usual, height });
      const parts = (): Promise<boolean> =>
        body.evaluate((one) => [...one.children].some((part) => part.scrollHeight > part.clientHeight));
      await expect.poll(parts, `${height} px`).toBe(scrolls);
      return linesOf(said);
    };
    const before = await linesAt(980, false);
    expect(before.length).toBeGreaterThan(1);
    expect(await linesAt(usual.height, true)).toEqual(before);
  });

  await test.step('two markers at one place stand side by side, in their order', async () => {
    await quote(84, 'Do piątku.');
    await page.keyboard.press('Escape');
    await expect(quotations).toHaveCount(2);
    const numbers = await placesOf(page.getByRole('main').getByText(/^[12]$/));
    expectOneLine(numbers.slice(0, 2), 'the numbers');
    expect(numbers[1]?.left).toBeGreaterThanOrEqual(numbers[0]?.right ?? Infinity);
  });

  await test.step('„nie zgłoszono” is not taken for what somebody typed', async () => {
    const remarks = page.getByPlaceholder('nie zgłoszono', { exact: true });
    for (const theme of ['dark', 'light'] as const) {
      await wear(page, theme);
      const waiting = await pictureOf(remarks);
      await remarks.fill('nie zgłoszono');
      expect((await pictureOf(remarks)).equals(waiting), theme).toBe(false);
      await remarks.fill('');
    }
  });

  await page.getByLabel('Ustalenia').fill('Urzędnik obiecał termin do piątku i podał wydział.');
  await press(page, 'Zakończ i drukuj');
  await seeHeading(page, 'Protokół zakończony');
  await sheetsDrawn(page);

  await test.step('„Wróć do odsłuchania” stands before „Sprostuj”, and below each on a line what it is for', async () => {
    const back = [
      button('Wróć do odsłuchania'),
      page.getByText('przed podpisem; unieważni wydruk nr 1, jeśli jest'),
    ];
    const correct = [button('Sprostuj'), page.getByText('po podpisaniu: literówka, zły znak sprawy')];
    for (const size of [
      { width: 1280, height: 800, zoom: 2 },
      { width: 1920, height: 1080, zoom: 2 },
      usual,
    ]) {
      const { width, zoom } = size;
      const at = `${width} px, ${zoom * 100} %`;
      await resizeTo(app, page, size);
      await sheetsDrawn(page);
      // In a single column it comes after the sheets.
      await button('Sprostuj').scrollIntoViewIfNeeded();
      for (const one of [...back, ...correct]) {
        await expect(one, at).toBeInViewport({ ratio: 1 });
        expect(await linesOf(one), at).toHaveLength(1);
      }
      const [backButton, backFor] = await Promise.all(back.map(placeOf));
      const [correctButton, correctFor] = await Promise.all(correct.map(placeOf));
      expect(backFor?.top, at).toBeGreaterThanOrEqual((backButton?.bottom ?? Infinity) - hair);
      expect(correctFor?.top, at).toBeGreaterThanOrEqual((correctButton?.bottom ?? Infinity) - hair);
      // Beside it where the panel is as wide as the page, else below it.
      if (width / zoom < 800) expect(correctFor?.left, at).toBeGreaterThanOrEqual(backFor?.right ?? Infinity);
      else expect(correctButton?.top, at).toBeGreaterThanOrEqual((backFor?.bottom ?? Infinity) - hair);
    }
  });

  await press(page, 'Podpisano i dołączono do akt sprawy');
  await seeHeading(page, 'Protokół dołączony do akt');
  await press(page, 'Sprostuj');
  await page.getByRole('textbox', { name: 'Znak sprawy' }).fill(corrected);
  await press(page, 'Zapisz sprostowanie i drukuj');
  await seeHeading(page, 'Sprostowano protokół');

  await test.step('in both lists of protocols no row is lower than what stands in it, and the columns are aligned', async () => {
    await goTo(page, 'Protokoły');
    const lists = [
      page.getByRole('table', { name: 'Niezakończone odsłuchania' }),
      page.getByRole('grid', { name: 'Moje protokoły' }),
    ] as const;
    for (const paneled of [false, true]) {
      if (paneled) await lists[1].getByRole('row').nth(1).click();
      await expect(page.getByRole('heading', { name: 'Przebieg' })).toHaveCount(paneled ? 1 : 0);
      const [above, below] = await Promise.all(lists.map(tableOf));
      const shared = Object.keys(above?.columns ?? {}).filter((head) => head in (below?.columns ?? {}));
      expect(shared.slice(0, 2)).toEqual(['Znak sprawy', 'Nr protokołu']);
      for (const head of shared) expect(above?.columns[head], head).toEqual(below?.columns[head]);
      expect([above?.outside, below?.outside]).toEqual([[], []]);
      expect(await isWhole(lists[1].getByText(former))).toBe(true);
    }
  });

  await signOut(page);
  await signIn(page, office.person(who.secretary));
  await goTo(page, 'Rejestr');
  const register = page.getByRole('grid', { name: 'Rejestr odsłuchań' });

  await test.step('with a panel open the register has the basis, and the former number whole', async () => {
    await register.getByRole('row').filter({ hasText: corrected }).click();
    await see(page, 'Przebieg');
    await painted(page);
    expect(await isWhole(register.getByRole('columnheader', { name: 'Podstawa' }))).toBe(true);
    expect(await isWhole(register.getByText('art. 227 i 237 KPA'))).toBe(true);
    expect(await isWhole(register.getByText(former))).toBe(true);
  });

  await test.step('the dots of a story are on the line that leads from each to the next', async () => {
    const tracks = await tracksOf(page);
    expect(tracks.length).toBeGreaterThanOrEqual(5);
    for (const [n, { time, dot, line }] of tracks.entries()) {
      const next = tracks[n + 1]?.dot;
      expect(dot.x).toBe(tracks[0]?.dot.x);
      expect(Math.abs(dot.y - time)).toBeLessThanOrEqual(hair);
      if (next === undefined) continue;
      expect(line?.x).toBe(dot.x);
      expect(line?.top).toBeGreaterThan(dot.y);
      expect(line?.bottom).toBeLessThan(next.y);
      // No more than a gap beside each dot.
      expect((line?.bottom ?? 0) - (line?.top ?? 0)).toBeGreaterThan(next.y - dot.y - 20);
    }
  });
});

/** Pixels that rounding, or the line around a field, may take. */
const hair = 1;

type Place = { left: number; right: number; top: number; bottom: number; middle: number };

/** Where all of that are drawn. */
function placesOf(what: Locator): Promise<Place[]> {
  return what.evaluateAll((all) =>
    all.map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { left, right, top, bottom, middle: (top + bottom) / 2 };
    }),
  );
}

async function placeOf(what: Locator): Promise<Place> {
  await expect(what).toHaveCount(1);
  const [place] = await placesOf(what);
  if (place === undefined) throw new Error('not drawn');
  return place;
}

/** The lines in which the words of something are drawn, from the first one down. */
function linesOf(words: Locator): Promise<Place[]> {
  return words.evaluate((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const lines: Place[] = [];
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const last = lines.at(-1);
      const middle = (top + bottom) / 2;
      if (last !== undefined && middle < last.bottom) last.right = Math.max(last.right, right);
      else lines.push({ left, right, top, bottom, middle });
    }
    return lines;
  });
}

/** A field as it looks while somebody works elsewhere. */
async function pictureOf(field: Locator): Promise<Buffer> {
  await field.blur();
  return field.screenshot({ animations: 'disabled', caret: 'hide' });
}

function expectOneLine([first, ...others]: readonly Place[], where: string): void {
  for (const { middle } of others)
    expect(Math.abs(middle - (first?.middle ?? Infinity)), where).toBeLessThanOrEqual(hair);
}

/** Whether words are seen from their first letter to their last: their cell cuts nothing off. */
function isWhole(words: Locator): Promise<boolean> {
  return words.evaluate((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const { left, right } = range.getBoundingClientRect();
    const cell = one.closest('[role=gridcell], [role=columnheader]')?.getBoundingClientRect();
    return cell !== undefined && cell.left <= left && right <= cell.right + 0.5;
  });
}

/** Where the columns of a table begin, in the head and in its first row, by their names; and what reaches out of its row. */
function tableOf(table: Locator): Promise<{ columns: Record<string, number[]>; outside: string[] }> {
  return table.evaluate((one) => {
    const rows = [...one.querySelectorAll('[role=row]')];
    const cellsOf = (row?: Element) => [
      ...(row?.querySelectorAll('[role$=cell], [role=columnheader]') ?? []),
    ];
    const first = cellsOf(rows[1]);
    const heads = cellsOf(rows[0]).map((head, n) => [
      head.textContent.replace(/ [↑↓]$/, ''),
      [head, first[n]].map((cell) => cell?.getBoundingClientRect().left ?? -1),
    ]);
    const outside = rows.flatMap((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return cellsOf(row).flatMap((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const words = range.getBoundingClientRect();
        return words.top < top || words.bottom > bottom ? [cell.textContent] : [];
      });
    });
    return { columns: Object.fromEntries(heads) as Record<string, number[]>, outside };
  });
}

type Track = {
  /** The middle of the time beside it. */
  time: number;
  dot: { x: number; y: number };
  line: { x: number; top: number; bottom: number } | null;
};

/** The drawn dots of a story, each with the line that begins below it. */
function tracksOf(page: Page): Promise<Track[]> {
  return page.locator('ol li [aria-hidden=true]').evaluateAll((tracks) =>
    tracks.map((track) => {
      const { left, top, bottom } = track.getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(track.previousElementSibling ?? track);
      const time = words.getBoundingClientRect();
      const [dot, line] = [getComputedStyle(track, '::before'), getComputedStyle(track, '::after')];
      const px = parseFloat;
      return {
        time: (time.top + time.bottom) / 2,
        dot: { x: left + px(dot.left) + px(dot.width) / 2, y: top + px(dot.top) + px(dot.height) / 2 },
        line:
          line.content === 'none'
            ? null
            : {
                x: left + px(line.left) + px(line.borderLeftWidth) / 2,
                top: top + px(line.top),
                bottom: bottom - px(line.bottom),
              },
      };
    }),
  );
}
