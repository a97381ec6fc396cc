import type { ElectronApplication } from '@playwright/test';

/** What the system's print dialog ends with: no printer at all, „Anuluj”, a printer that fails, paper, or nothing ever. */
type End = 'no-printer' | 'Print job canceled' | 'Print job failed' | 'sent' | 'silence';
type Played = { printer?: { end: End; printed: string[] } };

/** Plays the printers of the workstation and the system's print dialog, which no test can press. */
export async function playPrinter(app: ElectronApplication, end: End): Promise<void> {
  await app.evaluate((electron, how) => {
    const played = globalThis as Played;
    if (played.printer !== undefined) {
      played.printer.end = how;
      return;
    }
    const printer = (played.printer = { end: how, printed: [] as string[] });
    electron.app.on('web-contents-created', (_event, contents) => {
      contents.getPrintersAsync = () =>
        Promise.resolve(printer.end === 'no-printer' ? [] : [{ name: 'Drukarka' } as Electron.PrinterInfo]);
      contents.print = (_options, done) => {
        if (printer.end === 'silence') return;
        if (printer.end !== 'sent') {
          done?.(false, printer.end);
          return;
        }
        // What the window shows, once it is in the viewer that prints it.
        const viewed = contents.mainFrame.framesInSubtree.some(({ url }) =>
          url.startsWith('chrome-extension:'),
        );
        void contents.session
          .fetch(contents.getURL())
          .then((answer) => answer.arrayBuffer())
          .then((bytes) => {
            printer.printed.push(viewed ? Buffer.from(bytes).toString('base64') : 'no viewer');
            done?.(true, '');
          });
      };
    });
  }, end);
}

/** The PDF files that went to the printer, oldest first. */
export async function printedBy(app: ElectronApplication): Promise<Buffer[]> {
  const printed = await app.evaluate(() => (globalThis as Played).printer?.printed ?? []);
  return printed.map((bytes) => Buffer.from(bytes, 'base64'));
}

/** Lets the minutes pass at once that the program gives the system for its next answer. */
export async function endPatience(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const own = globalThis.setTimeout;
    const hurried = (work: () => void, ms?: number) => {
      if (ms !== 180_000) return own(work, ms);
      globalThis.setTimeout = own;
      return own(work);
    };
    globalThis.setTimeout = hurried as typeof setTimeout;
  });
}
