/**
 * The closed list of channel names. Plain values, no imports: the sandboxed preload reads nothing else,
 * so a compromised page can name these channels and no other.
 */
export const callChannels = [
  'preferences.read',
  'preferences.change',
  'session.start',
  'session.signIn',
  'session.signOut',
  'session.lock',
  'session.me',
  'recordings.search',
  'recordings.counts',
  'recordings.outline',
  'recordings.recentCases',
  'recordings.columns',
  'recordings.keepColumns',
  'recordings.bases',
  'playback.check',
  'playback.prepare',
  'playback.listen',
  'playback.peaks',
  'playback.report',
  'playback.close',
  'playback.discard',
  'playback.settings',
  'playback.keepSettings',
  'protocol.acts',
  'protocol.act',
  'protocol.refusals',
  'protocol.employees',
  'protocol.join',
  'protocol.leave',
  'protocol.hold',
  'protocol.saveDraft',
  'protocol.complete',
  'protocol.correct',
  'protocol.reopen',
  'protocol.file',
  'protocol.document',
  'protocol.print',
  'protocol.savePdf',
  'register.rows',
  'support.collect',
  'support.save',
  'support.fault',
  'register.summary',
  'register.story',
  'register.print',
  'register.savePdf',
] as const;

/** What the main process announces to the page. */
export const eventChannels = [
  'preferences.zoomed',
  'session.ended',
  'connection.changed',
  'playback.stopped',
  'window.focusSearch',
] as const;

export type CallChannel = (typeof callChannels)[number];
export type EventChannel = (typeof eventChannels)[number];
