'use strict';
// The other side: the smallest Electron program with a window.
const { app, BrowserWindow } = require('electron');
const path = require('node:path');

app.enableSandbox();
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900 });
  void window.loadFile(path.join(__dirname, 'index.html'));
});
