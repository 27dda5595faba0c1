import { createTheme, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import './tokens.css';
import './mantine.css';
import './base.css';

const theme = createTheme({ primaryColor: 'blue', cursorType: 'pointer', respectReducedMotion: true });

/** Colours, type and Mantine's settings around the app. No <style> element is made: every variable stands in CSS files. */
export function Theme({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
