import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { announce } from './announce.ts';
import { resize } from './preferences/looks.ts';

/**
 * The menu is never drawn; it carries the keys that belong to the window and not to a page: zoom (also for people
 * who need 200 %), „Szukaj”, and in a program that is being developed reload and developer tools.
 */
export function setKeys(): void {
  const keys: MenuItemConstructorOptions[] = [
    zoom('CommandOrControl+Plus', 1),
    zoom('CommandOrControl+=', 1),
    zoom('CommandOrControl+-', -1),
    zoom('CommandOrControl+0', 0),
    {
      label: 'Szukaj',
      accelerator: 'CommandOrControl+F',
      click: () => {
        announce('window.focusSearch', {});
      },
    },
  ];
  if (!app.isPackaged) keys.push({ role: 'reload' }, { role: 'toggleDevTools' });
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Odsłuch', submenu: keys }]));
}

function zoom(accelerator: string, step: -1 | 0 | 1): MenuItemConstructorOptions {
  return {
    label: accelerator,
    accelerator,
    click: () => {
      resize(step);
    },
  };
}
