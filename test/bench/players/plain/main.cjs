'use strict';
// The other side: an Electron program that plays a file of the disk and does nothing else.
const { app, BrowserWindow } = require('electron');
const path = require('node:path');

app.enableSandbox();
void app.whenReady().then(() => {
  const recording = process.argv.find((argument) => argument.startsWith('--recording='))?.slice(12) ?? '';
  const window = new BrowserWindow({ width: 1440, height: 900 });
  void window.loadFile(path.join(__dirname, 'index.html'), { query: { recording: `file://${recording}` } });
});
