/** A piece of a line of the guide. */
export type Piece = { kind: 'text' | 'strong' | 'code'; text: string };

/** A part of the guide, in the order of the page. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text' | 'note'; pieces: Piece[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Piece[][] }
  | { kind: 'picture'; name: string; words: string };

const heading = /^(#{1,3}) (.+)$/;
const picture = /^!\[([^\]]+)\]\(user-guide\/([a-z0-9-]+\.png)\)$/;
const item = /^(?:-|(\d{1,2})\.) (.+)$/;

/**
 * Reads the guide: headings, paragraphs, lists of one level, notes (`> `), pictures, **strong** and `typed` words. This is all of
 * Markdown that the guide is written in; what is none of it stands as a paragraph, so that nothing is lost.
 */
export function readGuide(text: string): Block[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(blockOf);
}

function blockOf(part: string): Block {
  const lines = part.split('\n');
  const title = heading.exec(part);
  if (title !== null && lines.length === 1)
    return { kind: 'heading', level: levelOf(title[1] ?? ''), text: title[2] ?? '' };
  const shown = picture.exec(part);
  if (shown !== null) return { kind: 'picture', words: shown[1] ?? '', name: shown[2] ?? '' };
  const items = lines.map((line) => item.exec(line));
  if (items.every((found) => found !== null)) {
    const number = items[0]?.[1];
    return {
      kind: 'list',
      ordered: number !== undefined,
      start: Number(number ?? '1'),
      items: items.map((found) => piecesOf(found[2] ?? '')),
    };
  }
  const quoted = lines.every((line) => line.startsWith('> '));
  const words = lines.map((line) => (quoted ? line.slice(2) : line)).join(' ');
  return { kind: quoted ? 'note' : 'text', pieces: piecesOf(words) };
}

function levelOf(marks: string): 1 | 2 | 3 {
  return marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
}

function piecesOf(line: string): Piece[] {
  return line
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((text) => text !== '')
    .map((text): Piece => {
      if (text.startsWith('**')) return { kind: 'strong', text: text.slice(2, -2) };
      return text.startsWith('`') ? { kind: 'code', text: text.slice(1, -1) } : { kind: 'text', text };
    });
}
