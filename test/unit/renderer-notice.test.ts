import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import { startText } from '../../renderer/text.ts';
import { FailureNotice } from '../../renderer/ui/Notice.tsx';
import type { FailureCode } from '../../shared/failure.ts';

// Nothing is as wide as a window here.
vi.mock('../../renderer/ui/media.ts', () => ({ useMedia: () => false, veryNarrow: '' }));
beforeAll(startText);

it('where somebody else was quicker how it stands now is a click away, and nowhere else', () => {
  const said = (code: FailureCode): string => {
    const notice = createElement(FailureNotice, { failure: { code }, onReadAgain: () => undefined });
    return renderToString(createElement(FluentProvider, { theme: webLightTheme }, notice));
  };
  expect(said('announcement-decided')).toContain('Odczytaj ponownie');
  expect(said('hold-ended')).toContain('Odczytaj ponownie');
  expect(said('erase-held')).not.toContain('<button');
});
