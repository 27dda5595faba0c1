import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { Menu } from './Menu.tsx';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
const schemes = [
  { key: 'auto', label: 'As the device says', icon: <IconDeviceDesktop {...icon} /> },
  { key: 'light', label: 'Light', icon: <IconSun {...icon} /> },
  { key: 'dark', label: 'Dark', icon: <IconMoon {...icon} /> },
] as const;

/** Light, dark, or as the device says. */
export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = schemes.find((scheme) => scheme.key === colorScheme) ?? schemes[0];
  return (
    <Menu
      label={`Colours: ${current.label}`}
      button={current.icon}
      choices={schemes.map((scheme) => ({
        ...scheme,
        chosen: scheme.key === colorScheme,
        run: () => setColorScheme(scheme.key),
      }))}
    />
  );
}
