import { z } from 'zod';
import * as announcement from './announcement.ts';
import * as authorisation from './authorisation.ts';
import * as register from './register.ts';
import * as rules from './rules.ts';
import type { CallChannel, EventChannel } from './channels.ts';
import * as duties from './duties.ts';
import type { Failure } from './failure.ts';
import * as drafts from './drafts.ts';
import * as papers from './papers.ts';
import * as playback from './playback.ts';
import * as matter from './matter.ts';
import { preferences } from './preferences.ts';
import * as protocol from './protocol.ts';
import * as quality from './quality.ts';
import * as recordings from './recordings.ts';
import * as review from './review.ts';
import * as completeness from './completeness.ts';
import * as keeping from './keeping.ts';
import * as restrictions from './restrictions.ts';
import * as session from './session.ts';
import * as support from './support.ts';

const nothing = z.strictObject({});
const done = z.strictObject({});

/** Every call: the schema of what the page may send and of what it gets. Types of both sides are derived from here. */
export const calls = {
  'preferences.read': { input: nothing, output: preferences },
  'preferences.change': { input: preferences, output: done },
  'session.start': { input: nothing, output: session.startInfo },
  'session.signIn': { input: session.signInInput, output: session.me },
  'session.signOut': { input: nothing, output: done },
  'session.lock': { input: nothing, output: done },
  'session.me': { input: nothing, output: session.me },
  'session.mine': { input: nothing, output: session.ownSessions },
  'recordings.search': { input: recordings.searchInput, output: recordings.searchOutput },
  'recordings.counts': { input: recordings.countsInput, output: recordings.countsOutput },
  'recordings.outline': { input: recordings.outlineInput, output: recordings.outlineOutput },
  'recordings.recentCases': { input: nothing, output: recordings.recentCasesOutput },
  'recordings.columns': { input: nothing, output: recordings.columnsOutput },
  'recordings.keepColumns': { input: recordings.columnChoice, output: done },
  'recordings.bases': { input: recordings.basesInput, output: recordings.basesOutput },
  'playback.check': { input: nothing, output: playback.checkOutput },
  'playback.about': { input: playback.aboutInput, output: playback.aboutOutput },
  'playback.prepare': { input: playback.prepareInput, output: playback.prepareOutput },
  'playback.listen': { input: playback.listenInput, output: playback.listenOutput },
  'playback.peaks': { input: playback.peaksInput, output: playback.peaksOutput },
  'playback.report': { input: playback.reportInput, output: done },
  'playback.close': { input: playback.closeInput, output: done },
  'playback.discard': { input: z.strictObject({ token: playback.token }), output: done },
  'playback.settings': { input: nothing, output: playback.playerSettingsOutput },
  'playback.keepSettings': { input: playback.playerSettings, output: done },
  'protocol.acts': { input: nothing, output: protocol.actsOutput },
  'protocol.act': { input: protocol.actInput, output: protocol.actDetail },
  'protocol.refusals': { input: nothing, output: protocol.refusalsOutput },
  'protocol.named': { input: nothing, output: protocol.namedOutput },
  'protocol.employees': { input: protocol.employeesInput, output: protocol.employeesOutput },
  'protocol.join': { input: protocol.presentInput, output: done },
  'protocol.leave': { input: protocol.presentInput, output: done },
  'protocol.hold': { input: protocol.holdInput, output: done },
  'protocol.saveDraft': { input: drafts.draft, output: drafts.saveOutput },
  'protocol.typed': { input: nothing, output: drafts.typedOutput },
  'protocol.complete': { input: protocol.completeInput, output: protocol.completeOutput },
  'protocol.correct': { input: protocol.correctInput, output: protocol.completeOutput },
  'protocol.reopen': { input: protocol.actInput, output: done },
  'protocol.file': { input: protocol.fileInput, output: done },
  'protocol.fileInstead': { input: protocol.fileInsteadInput, output: done },
  'protocol.copy': { input: protocol.copyInput, output: papers.paperDone },
  'protocol.document': { input: protocol.documentInput, output: protocol.documentOutput },
  'support.collect': { input: nothing, output: support.bundle },
  'support.save': { input: nothing, output: support.saved },
  'support.fault': { input: support.pageFault, output: support.reported },
  'duties.list': { input: nothing, output: duties.dutiesOutput },
  'duties.counts': { input: duties.countsInput, output: duties.countsOutput },
  'duties.emergency': { input: nothing, output: duties.emergencyOutput },
  'duties.suspend': { input: duties.suspendInput, output: done },
  'duties.resume': { input: duties.resumeInput, output: done },
  'matter.list': { input: matter.mattersInput, output: matter.mattersOutput },
  'matter.people': { input: nothing, output: matter.peopleOutput },
  'matter.enter': { input: matter.matterInput, output: matter.matterOutput },
  'register.rows': { input: register.registerInput, output: register.registerOutput },
  'register.searches': { input: register.registerInput, output: register.searchesOutput },
  'register.summary': { input: register.summaryInput, output: register.summaryOutput },
  'register.export': { input: register.summaryInput, output: register.writtenOutput },
  'register.package': { input: register.packageInput, output: register.writtenOutput },
  'register.interrupt': { input: nothing, output: done },
  'register.story': { input: register.storyInput, output: register.storyOutput },
  'authorisation.list': { input: authorisation.instrumentsInput, output: authorisation.listOutput },
  'authorisation.paper': { input: authorisation.paperInput, output: authorisation.paperDetail },
  'authorisation.own': { input: nothing, output: authorisation.ownOutput },
  'authorisation.people': { input: authorisation.peopleInput, output: authorisation.peopleOutput },
  'authorisation.departments': { input: nothing, output: authorisation.departmentsOutput },
  'authorisation.scan': { input: authorisation.paperInput, output: authorisation.scanOutput },
  'authorisation.prepare': { input: authorisation.prepareInput, output: authorisation.enteredOutput },
  'authorisation.register': { input: authorisation.registerInput, output: authorisation.enteredOutput },
  'authorisation.confirm': { input: authorisation.confirmInput, output: done },
  'authorisation.end': { input: authorisation.endInput, output: done },
  'authorisation.addPeople': { input: authorisation.addPeopleInput, output: done },
  'rules.list': { input: nothing, output: rules.rulesOutput },
  'rules.register': { input: rules.registerRuleInput, output: rules.registerRuleOutput },
  'review.list': { input: nothing, output: review.reviewsOutput },
  'review.read': { input: review.reviewInput, output: review.reviewDetail },
  'review.searches': { input: review.reviewInput, output: review.searchesOutput },
  'review.judge': { input: review.judgeInput, output: done },
  'review.conclude': { input: review.concludeInput, output: review.concludedOutput },
  'review.report': { input: review.reviewInput, output: review.reportOutput },
  'keeping.holds': { input: keeping.holdsInput, output: keeping.holdsTold },
  'keeping.hold': { input: keeping.holdInput, output: keeping.holdDetail },
  'keeping.calls': { input: keeping.callsInput, output: keeping.callsOutput },
  'keeping.secure': { input: keeping.secureInput, output: keeping.secureOutput },
  'keeping.review': { input: keeping.reviewedInput, output: keeping.reviewedOutput },
  'keeping.end': { input: keeping.endInput, output: done },
  'keeping.restrictions': { input: nothing, output: restrictions.restrictionsOutput },
  'keeping.restrict': { input: restrictions.restrictInput, output: done },
  'keeping.nights': { input: keeping.nightsInput, output: keeping.nightsOutput },
  'keeping.nightList': { input: keeping.nightListInput, output: keeping.nightListOutput },
  'keeping.completeness': { input: completeness.completenessInput, output: completeness.completenessOutput },
  'keeping.explain': { input: completeness.explainInput, output: done },
  'keeping.undecided': { input: nothing, output: announcement.undecidedTold },
  'keeping.admit': { input: announcement.admitInput, output: done },
  'keeping.silent': { input: announcement.silentInput, output: done },
  'quality.plans': { input: nothing, output: quality.plansOutput },
  'quality.queue': { input: quality.planInput, output: quality.queueOutput },
  'quality.preview': { input: quality.previewInput, output: quality.previewOutput },
  'quality.propose': { input: quality.proposeInput, output: quality.proposeOutput },
  'quality.decide': { input: quality.decideInput, output: quality.decideOutput },
  'quality.card': { input: quality.positionInput, output: quality.cardOutput },
  'quality.mine': { input: nothing, output: quality.mineOutput },
  'quality.score': { input: quality.scoreInput, output: quality.saidOutput },
  'quality.omit': { input: quality.omitInput, output: quality.saidOutput },
  'quality.remark': { input: quality.remarkInput, output: quality.saidOutput },
  'quality.results': { input: nothing, output: quality.resultsOutput },
  'paper.print': { input: papers.askedPaper, output: papers.printOutput },
  'paper.save': { input: papers.askedFile, output: papers.saveOutput },
  'window.flushed': { input: z.strictObject({ unsaved: z.boolean() }), output: done },
  'window.close': { input: nothing, output: done },
} satisfies Record<CallChannel, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  'preferences.zoomed': preferences.pick({ zoom: true }),
  'session.ended': session.sessionEnded,
  'session.locked': nothing,
  'connection.changed': session.connection,
  'playback.stopped': playback.stopped,
  'register.progress': register.writing,
  'window.focusSearch': nothing,
  'window.flush': z.strictObject({ closing: z.boolean() }),
} satisfies Record<EventChannel, z.ZodType>;

export type Input<C extends CallChannel> = z.infer<(typeof calls)[C]['input']>;
export type Output<C extends CallChannel> = z.infer<(typeof calls)[C]['output']>;
export type EventValue<C extends EventChannel> = z.infer<(typeof events)[C]>;
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };
export type Handlers = { [C in CallChannel]: (input: Input<C>) => Promise<Output<C>> };

/** `window.office`, as the preload exposes it. */
export type Bridge = {
  call<C extends CallChannel>(channel: C, input: Input<C>): Promise<Result<Output<C>>>;
  /** Returns the function that takes the listener away again. */
  on<C extends EventChannel>(channel: C, listener: (value: EventValue<C>) => void): () => void;
};
