'use strict';
// Starts another program (`--program=FOLDER`) in its place and says when its first page showed something, and when a form to sign in stood there.
const { app } = require('electron');
const path = require('node:path');

const folder = process.argv.find((argument) => argument.startsWith('--program='))?.slice(10) ?? '';
const manifest = require(path.join(folder, 'package.json'));

app.on('web-contents-created', (_event, contents) => {
  contents.once('did-finish-load', () => {
    void contents.executeJavaScript(painted).then((at) => {
      process.stdout.write(`painted ${at}\n`);
    });
    void contents.executeJavaScript(signIn).then((at) => {
      process.stdout.write(`sign-in ${at}\n`);
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

/** The same of the frame in which a password can be typed. */
const signIn = `new Promise((resolve) => {
  const look = (at) =>
    document.querySelector('input[type=password]') === null
      ? requestAnimationFrame(look)
      : requestAnimationFrame((next) => resolve(performance.timeOrigin + next));
  requestAnimationFrame(look);
})`;

app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
require(path.join(folder, manifest.main));
