/** Conventions of this project as selectors of syntax; each message names the right way. */

const named = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a name that is chosen once can be found everywhere.',
};
const noEnum = {
  selector: 'TSEnumDeclaration',
  message: 'Write a union of literals, or an array `as const` and its type: enums are code, not types.',
};
const noRawHtml = {
  selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
  message: 'Text goes into the page as text. Markup in metadata must never become markup here.',
};
const noBrowser = {
  selector: "MemberExpression[property.name='openExternal'], ImportSpecifier[imported.name='shell']",
  message: 'No address leaves the program for the system’s browser; show it as text.',
};
const spoken = [
  {
    selector: 'JSXText[value=/\\p{L}/u]',
    message: 'Sentences live in shared/text: add a key there and write t(…) here.',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(title|label|placeholder|alt|aria-label|aria-description)$/] > Literal[value=/\\p{L}/u]',
    message: 'Sentences live in shared/text: add a key there and write t(…) here.',
  },
];
const onlyAnswer = {
  selector: "Identifier[name='ipcMain']",
  message:
    'Only answer.ts names ipcMain: it checks sender and schema. Add a line to channels.ts, contract.ts and handlers.ts.',
};
const onlyPreload = {
  selector: "Identifier[name='ipcRenderer']",
  message: 'Only preload.ts names ipcRenderer. The page calls through api.ts.',
};
const sqlElsewhere = {
  selector:
    ':matches(Literal, TemplateElement)[value=/^\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\\s/], TemplateElement[value.raw=/^\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\\s/]',
  message: 'SQL of the app lives in the feature’s queries.ts, with parameters only.',
};

/** What is no decision: how rows of the catalogue and of lists are read and hashed, and by what a fault is known. */
const sharedWithEntries = [
  'FoldFault',
  'callListHash',
  'callRows',
  'foldedIn',
  'isStub',
  'recordingColumns',
  'standsIn',
  'stubListHash',
  'stubRows',
  'vouchedManifest',
];
const judgesApart = {
  selector:
    ":matches(ImportDeclaration[source.value=/server.entries|^..\\/entries.(?!state)/][importKind='value'] > " +
    `ImportSpecifier[importKind='value'][imported.name!=/^(${sharedWithEntries.join('|')})$/], ` +
    'ImportDeclaration[source.value=/offices/] > ImportSpecifier[imported.name=/^(hasPower|endsAlone|isDesk|isConfirmer)$/])',
  message:
    'verify shares nothing with what the keeper decides by: of server/entries the folded state (state.ts) and types alone. Write the rule anew here.',
};

/**
 * What Electron 45's types offer and Electron 25 does not have. The program runs on both, and the compiler sees only
 * the newer one.
 */
const absentMembers = [
  'registerPreloadScript',
  'unregisterPreloadScript',
  'getPreloadScripts',
  'navigationHistory',
  'encryptStringAsync',
  'decryptStringAsync',
  'isAsyncEncryptionAvailable',
  'getSelectedStorageBackend',
  'setUsePlainTextEncryption',
  'canParse',
];
const absentImports = ['webUtils', 'WebContentsView', 'BaseWindow', 'ImageView', 'View'];
const absentIn25 = [
  {
    selector: `MemberExpression[property.name=/^(${absentMembers.join('|')})$/]`,
    message: 'Electron 25 has no such function. Use the older one, or test for it first and say so.',
  },
  {
    selector: `ImportDeclaration[source.value='electron'] > ImportSpecifier[imported.name=/^(${absentImports.join('|')})$/]`,
    message: 'Electron 25 does not export this.',
  },
  {
    selector: "MemberExpression[object.type='MetaProperty'][property.name=/^(dirname|filename)$/]",
    message:
      'Node 18.15 inside Electron 25 has no import.meta.dirname; the bundle is CommonJS, so write __dirname.',
  },
];

export const everywhere = [named, noEnum, noRawHtml, noBrowser, onlyAnswer, onlyPreload];
export const inElectron = [...everywhere, ...absentIn25, sqlElsewhere];
export const inQueries = [...everywhere, ...absentIn25];
export const inAnswer = inElectron.filter((rule) => rule !== onlyAnswer);
export const inPreload = inElectron.filter((rule) => rule !== onlyPreload);
export const inVerify = [...everywhere, judgesApart];
export const inRenderer = [...everywhere, ...spoken];
/** Tests try the doors that nobody else may name. */
export const inTests = [named, noEnum];
/** The pictures let the main process answer in other words, to show what a server room has once in years. */
export const inPictures = everywhere.filter((rule) => rule !== onlyAnswer);
export const inToolConfigs = everywhere.filter((rule) => rule !== named);
