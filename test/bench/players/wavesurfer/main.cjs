'use strict';
// The other side: wavesurfer.js as its README shows it, on a file that the main process hands out piece by piece.
const { app, BrowserWindow, protocol } = require('electron');
const fs = require('node:fs/promises');
const path = require('node:path');

const pieceBytes = 1_048_576;
const types = { html: 'text/html', js: 'text/javascript', wav: 'audio/wav' };

app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'media', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

void app.whenReady().then(() => {
  const recording = process.argv.find((argument) => argument.startsWith('--recording='))?.slice(12) ?? '';
  protocol.handle('media', async (request) => {
    const { pathname } = new URL(request.url);
    const file = pathname === '/recording.wav' ? recording : path.join(__dirname, path.normalize(pathname));
    const handle = await fs.open(file);
    const { size } = await handle.stat();
    const type = types[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    return new Response(streamOf(handle), {
      headers: { 'content-type': type, 'content-length': String(size) },
    });
  });
  const window = new BrowserWindow({ width: 1440, height: 900 });
  void window.loadURL('media://player/index.html');
});

/** Pull-driven, so that nothing is read that the page did not take. */
function streamOf(handle) {
  let position = 0;
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { bytesRead, buffer } = await handle.read(
          Buffer.allocUnsafe(pieceBytes),
          0,
          pieceBytes,
          position,
        );
        position += bytesRead;
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
        else {
          controller.close();
          await handle.close();
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}
