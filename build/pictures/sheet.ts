import type { Running } from '../window/program.ts';

/** A sheet of paper as a PDF file, with what this HTML says on it. */
export async function sheetOf({ app }: Pick<Running, 'app'>, html: string): Promise<Buffer> {
  const pdf = await app.evaluate(async ({ BrowserWindow }, words) => {
    const sheet = new BrowserWindow({ show: false });
    try {
      await sheet.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(words)}`);
      return (await sheet.webContents.printToPDF({ pageSize: 'A4' })).toString('base64');
    } finally {
      sheet.destroy();
    }
  }, `<body style="font: 11pt sans-serif; margin: 2cm">${html}`);
  return Buffer.from(pdf, 'base64');
}
