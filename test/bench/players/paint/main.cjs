'use strict';
// Starts another program (`--program=FOLDER`) in its place and says when its first page showed something.
const { app } = require('electron');
const path = require('node:path');

const folder = process.argv.find((argument) => argument.startsWith('--program='))?.slice(10) ?? '';
const manifest = require(path.join(folder, 'package.json'));

app.on('web-contents-created', (_event, contents) => {
  contents.once('did-finish-load', () => {
    void contents.executeJavaScript(painted).then((at) => {
      process.stdout.write(`painted ${at}\n`);
    });
  });
});

/** Milliseconds since 1970 of the first paint with content in it. */
const painted = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') resolve(performance.timeOrigin + startTime);
    }
  }).observe({ type: 'paint', buffered: true });
})`;

app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
require(path.join(folder, manifest.main));
