import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** Side of a square of the page, in pixels: letters are drawn a little differently by every program, words are not. */
const square = 8;

/** How dark each square of a page is, row by row, 0–255. */
type Ink = { width: number; height: number; squares: number[] };

/** What the window shows of a page, or null while it is not drawn. */
export async function inkShown(page: Page, name: string): Promise<Ink | null> {
  const shown = page.getByRole('img', { name }).locator('canvas');
  const drawn = await shown.evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    if (canvas.parentElement?.ariaBusy === 'true' || width === 0) return null;
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
    const grey = Array.from({ length: width * height }, (_, at) => String.fromCharCode(data[at * 4] ?? 0));
    return { width, height, grey: btoa(grey.join('')) };
  });
  return drawn && squaresOf(drawn.width, drawn.height, Buffer.from(drawn.grey, 'base64'));
}

/** The same page of a file, drawn by somebody else's program in the size in which the window shows it. */
export function inkOf(pdf: Buffer, into: string, { width, height }: Ink): Ink {
  const file = `${into}/ink.pdf`;
  writeFileSync(file, pdf);
  const size = ['-scale-to-x', `${width}`, '-scale-to-y', `${height}`];
  const grey = execFileSync('pdftoppm', ['-gray', '-singlefile', ...size, file], { maxBuffer: 1 << 28 });
  // P5: a head of three lines, then a byte for each pixel.
  return squaresOf(width, height, grey.subarray(grey.length - width * height));
}

function squaresOf(width: number, height: number, pixels: Uint8Array): Ink {
  const [columns, rows] = [Math.ceil(width / square), Math.ceil(height / square)];
  const squares = new Array<number>(columns * rows).fill(0);
  pixels.forEach((white, at) => {
    const place = Math.floor(at / width / square) * columns + Math.floor((at % width) / square);
    squares[place] = (squares[place] ?? 0) + (255 - white) / square ** 2;
  });
  return { width, height, squares };
}

/** How far two pages are the same: 1 for the same page, 0 for pages that have nothing to do with each other. */
export function likeness(one: Ink, other: Ink): number {
  const away = ({ squares }: Ink): number[] => {
    const mean = squares.reduce((sum, ink) => sum + ink, 0) / squares.length;
    return squares.map((ink) => ink - mean);
  };
  const [a, b] = [away(one), away(other)];
  const product = (x: number[], y: number[]): number =>
    x.reduce((sum, ink, at) => sum + ink * (y[at] ?? 0), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
