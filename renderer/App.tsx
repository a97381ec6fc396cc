import { FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from './api.ts';
import { useText } from './text.ts';
import { styleRenderer, useTheme } from './theme.ts';

/** The whole page: providers, then the frame with the page that is shown. */
export function App() {
  const theme = useTheme();
  const [renderer] = useState(styleRenderer);
  const t = useText();
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={theme}>
        <QueryClientProvider client={queryClient}>{t('common.program')}</QueryClientProvider>
      </FluentProvider>
    </RendererProvider>
  );
}
