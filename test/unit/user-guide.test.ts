import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mostBytes } from '../../build/guide/album.ts';
import { story } from '../../build/guide/story.ts';
import { readGuide } from '../../renderer/guide/reading.ts';
import { legalBases } from '../../server/legal-bases.ts';
import { authorisationPaper } from '../../shared/text/pl/authorisation-paper.ts';
import { document } from '../../shared/text/pl/document.ts';
import { reviewPaper } from '../../shared/text/pl/review-paper.ts';
import { pl } from '../../shared/text/pl.ts';

const guide = readFileSync('docs/user-guide.pl.md', 'utf8');
const folder = 'docs/user-guide';

/** Every text in a part of the program's words. */
function texts(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(texts) : [];
}

/** A sentence as it may stand on the screen: what is filled in may be anything. Null where hardly a word of its own is left. */
function shape(text: string): RegExp | null {
  const parts = text.replaceAll('\u00a0', ' ').split(/\{\{\w+\}\}/);
  if (parts.length > 1 && (parts.join('').match(/\p{L}/gu)?.length ?? 0) < 6) return null;
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`, 'u');
}

const shapes = texts([pl, document, authorisationPaper, reviewPaper, legalBases]).flatMap(
  (text) => shape(text) ?? [],
);

describe('docs/user-guide.pl.md', () => {
  const quoted = [...new Set([...guide.matchAll(/„([^”]+)”/g)].map(([, words = '']) => words))];

  it('quotes what the program says, more than a few times', () => {
    expect(quoted.length).toBeGreaterThan(60);
  });

  it.each(quoted)('„%s” stands on the screen', (words) => {
    expect(shapes.some((one) => one.test(words))).toBe(true);
  });

  it('shows every picture that there is, and none that is missing; together they stay small', () => {
    const shown = readGuide(guide).flatMap((block) => (block.kind === 'picture' ? [block.name] : []));
    const files = readdirSync(folder);
    expect([...shown].sort()).toEqual([...files].sort());
    expect(shown.length).toBeGreaterThan(15);
    const bytes = files.reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });

  it('is read whole: no mark of Markdown is left for the reader, and no word is lost', () => {
    const blocks = readGuide(guide);
    const read = blocks.flatMap(texts).join(' ');
    for (const one of blocks.flatMap(texts))
      expect(one).not.toMatch(/\*\*|`|!\[|\]\(|^(?:#+|>|-|\d{1,2}\.) /m);
    const words = (text: string): string[] => text.match(/\p{L}{3,}/gu) ?? [];
    const has = new Set(words(read));
    expect(
      words(guide.replaceAll('user-guide/', '').replaceAll('.png)', ')')).filter((word) => !has.has(word)),
    ).toEqual([]);
  });
});

describe('the numbered steps of docs/user-guide.pl.md', () => {
  const told = readGuide(guide).flatMap((block) =>
    block.kind === 'list' && block.ordered
      ? block.items.map((pieces) => pieces.map(({ text }) => text).join(''))
      : [],
  );
  const done = story.flatMap((steps) => Object.keys(steps)).map((words) => words.replaceAll('`', ''));

  it('are each done by `npm run guide`, in their order', () => {
    expect(told.length).toBeGreaterThan(60);
    // The beginning of a step tells which one it is.
    expect(done.filter(({ length }) => length < 12)).toEqual([]);
    expect(told.map((text, place) => text.slice(0, done[place]?.length ?? 0))).toEqual(done);
  });
});

describe('reading the guide', () => {
  it('knows headings, lists that go on, notes, pictures and typed words; anything else is a paragraph', () => {
    const text = [
      '# Title',
      '## Chapter',
      'A **strong** word and\n`typed` ones',
      '3. third\n4. fourth',
      '- one',
      '> noted\n> on',
      '![words](user-guide/a-picture.png)',
      '![words](https://elsewhere.example/a.png)',
    ].join('\n\n');
    expect(readGuide(text)).toEqual([
      { kind: 'heading', level: 1, text: 'Title' },
      { kind: 'heading', level: 2, text: 'Chapter' },
      {
        kind: 'text',
        pieces: [
          { kind: 'text', text: 'A ' },
          { kind: 'strong', text: 'strong' },
          { kind: 'text', text: ' word and ' },
          { kind: 'code', text: 'typed' },
          { kind: 'text', text: ' ones' },
        ],
      },
      {
        kind: 'list',
        ordered: true,
        start: 3,
        items: [[{ kind: 'text', text: 'third' }], [{ kind: 'text', text: 'fourth' }]],
      },
      { kind: 'list', ordered: false, start: 1, items: [[{ kind: 'text', text: 'one' }]] },
      { kind: 'note', pieces: [{ kind: 'text', text: 'noted on' }] },
      { kind: 'picture', name: 'a-picture.png', words: 'words' },
      { kind: 'text', pieces: [{ kind: 'text', text: '![words](https://elsewhere.example/a.png)' }] },
    ]);
  });
});
