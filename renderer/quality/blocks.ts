import type { Annotation } from '../../shared/drafts.ts';
import type { Range } from '../../shared/values.ts';

/** An annotation as it is drawn: its place among all of them, where it lies in pixels, and whether there is room for its digit. */
type Block = { at: number; x: number; width: number; digit: boolean };

/** Pixels that a digit takes with the block around it, and a block without one; between two of them. */
const [withDigit, least, gap] = [14, 3, 1];

/** What of annotations lies in a drawing of `view` that is `width` pixels wide. They stand in the order of the sound. */
export function blocksIn(annotations: readonly Annotation[], [from, to]: Range, width: number): Block[] {
  const placeOf = (ms: number): number => ((ms - from) / Math.max(1, to - from)) * width;
  const shown = annotations.flatMap((one, at) => (one.to < from || one.from > to ? [] : [{ one, at }]));
  return shown.map(({ one, at }, index) => {
    const x = Math.max(0, placeOf(one.from));
    const end = Math.min(width, placeOf(one.to));
    const next = shown[index + 1];
    const room = (next === undefined ? width : Math.min(width, placeOf(next.one.from))) - gap - x;
    const digit = Math.max(end - x, room) >= withDigit;
    return { at, x, width: Math.max(end - x, digit ? withDigit : least), digit };
  });
}

/** The annotation that is drawn at `x`, by its place: of those that lie there the one that was drawn last. */
export const blockAt = (blocks: readonly Block[], x: number): number | null =>
  blocks.filter((block) => x >= block.x - 1 && x <= block.x + block.width + 1).at(-1)?.at ?? null;

export type BlockStyle = {
  ground: string;
  line: string;
  text: string;
  chosenGround: string;
  chosenText: string;
  font: string;
};

/** As wide and as sharp as its place on the page. Null where nothing can be drawn. */
function sized(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const sharp = window.devicePixelRatio;
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  const brush = canvas.getContext('2d');
  brush?.scale(sharp, sharp);
  return brush;
}

const rowHeight = 24;
const [top, blockHeight] = [3, 18];

/** Draws what is in view; the chosen one over the others. */
export function drawBlocks(
  canvas: HTMLCanvasElement,
  width: number,
  blocks: readonly Block[],
  { chosen, digitOf, style }: { chosen: number | null; digitOf: (at: number) => string; style: BlockStyle },
): void {
  const brush = sized(canvas, width, rowHeight);
  if (brush === null) return;
  brush.font = style.font;
  brush.textBaseline = 'middle';
  const draw = (block: Block): void => {
    const isChosen = block.at === chosen;
    brush.beginPath();
    brush.roundRect(block.x + 0.5, top + 0.5, Math.max(1, block.width - 1), blockHeight - 1, 2);
    brush.fillStyle = isChosen ? style.chosenGround : style.ground;
    brush.fill();
    brush.strokeStyle = isChosen ? style.chosenGround : style.line;
    brush.stroke();
    if (!block.digit) return;
    brush.fillStyle = isChosen ? style.chosenText : style.text;
    brush.fillText(digitOf(block.at), block.x + 4, top + blockHeight / 2 + 0.5);
  };
  for (const block of blocks) if (block.at !== chosen) draw(block);
  for (const block of blocks) if (block.at === chosen) draw(block);
}

/** Over the whole of a long call: where something is annotated. */
export function drawTicks(
  canvas: HTMLCanvasElement,
  [width, height]: readonly [number, number],
  annotations: readonly Annotation[],
  durationMs: number,
  { chosen, style }: { chosen: number | null; style: BlockStyle },
): void {
  const brush = sized(canvas, width, height);
  if (brush === null) return;
  const draw = ({ from }: Annotation, colour: string): void => {
    brush.fillStyle = colour;
    brush.fillRect(Math.min(width - 1, Math.round((from / Math.max(1, durationMs)) * width)), 0, 1, height);
  };
  for (const one of annotations) draw(one, style.text);
  const one = chosen === null ? undefined : annotations[chosen];
  if (one !== undefined) draw(one, style.chosenGround);
}
