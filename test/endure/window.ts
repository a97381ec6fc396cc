import { once } from 'node:events';
import { ask, controls, hear, chooseBasis } from '../../build/window/hand.ts';
import { startProgram, type Running } from '../../build/window/program.ts';
import type { Step } from './choices.ts';
import { ground } from './ground.ts';

export type WindowOptions = {
  root: string;
  electron: string;
  settings: string;
  /** Whom the sign-in page of the demonstration lists. */
  displayName: string;
  /** A call that can be found: its day as a person types it, and words of its row. */
  call: { day: string; row: string[] };
  tell: (step: Step) => void;
};

/** The app as people have it, driven through one listening until it is killed. */
export class Window {
  readonly #program: Running;
  readonly #options: WindowOptions;
  #killed = false;

  private constructor(program: Running, options: WindowOptions) {
    this.#program = program;
    this.#options = options;
  }

  static async open(options: WindowOptions): Promise<Window> {
    const { root, electron, settings } = options;
    const program = await startProgram({ root, runtime: electron, settings, screen: '1400x900' });
    await controls(program.page).signIn.waitFor();
    return new Window(program, options);
  }

  /** Throws where a step does not come about, unless the window was killed meanwhile. */
  async listen(): Promise<void> {
    try {
      await this.#steps();
    } catch (error) {
      if (!this.#killed) throw error;
    }
  }

  /** SIGKILL, and every process and file of it is gone when this returns. */
  async kill(): Promise<void> {
    this.#killed = true;
    const main = this.#program.app.process();
    const gone = once(main, 'exit');
    if (main.exitCode === null && main.signalCode === null) {
      main.kill('SIGKILL');
      await gone;
    }
    await this.#program.stop();
  }

  async #steps(): Promise<void> {
    const { displayName, call, tell } = this.#options;
    const { page } = this.#program;
    const on = controls(page);
    await on.person(displayName).click();
    tell('sign-in');
    await on.signIn.click();
    await on.caseNumber.fill(ground.case);
    tell('find');
    await ask(page, { day: call.day });
    await on.row(...call.row).click();
    await on.justify.click();
    await chooseBasis(page);
    await on.reason.click();
    await on.register.fill('14/2026');
    tell('justify');
    await on.approve.click();
    await on.pause.waitFor();
    tell('play');
    await hear(page);
    tell('watch');
    await on.findings.fill('Dzwoniący przedstawił przebieg sprawy; urząd udzielił odpowiedzi.');
    tell('complete');
    await on.finish.click();
    await on.file.waitFor();
  }
}
