import type { Session } from 'electron';
import { stopByToken } from './openings.ts';
import { answerRecording } from './recording-scheme.ts';

/** Registers `recording://` on the page's own session: no other session of the program knows the scheme. */
export function serveRecordings(page: Session): void {
  page.protocol.handle('recording', (request) => answerRecording(request, stopByToken));
}
