/** Help, and what goes to whoever looks after the program. */
export const support = {
  guide: 'Guide (in Polish)',
  guideContents: 'Contents',
  keys: 'Keys',
  collect: 'Collect data for IT support',
  title: 'Data for IT support',
  intro:
    'This is the whole file that goes to IT support: versions, settings and the end of the program’s log. It has no passwords, people, calls or cases in it.',
  content: 'Content of the file',
  collecting: 'Collecting data…',
  save: 'Save…',
  saved: 'Saved. The file can be handed to IT support.',
  broken: 'This page cannot be shown now.',
  brokenText:
    'Saved and typed words are safe. Please open the page again, and tell IT support if that does not help.',
  again: 'Open again',
} as const;
