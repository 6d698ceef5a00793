import {existsSync, readdirSync} from 'node:fs';
import {aptInstall} from '../support/apt-install.js';

export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

/** The programs that run WebKitGTK without a screen, installed now if need be; or nothing, where that cannot be. */
export function findWebKit(): WebKitPrograms | undefined {
  const found = look();
  if (found) return found;
  aptInstall('WebKitGTK', 'webkit2gtk-driver', 'xvfb');
  return look();
}

function look(): WebKitPrograms | undefined {
  const driver = '/usr/bin/WebKitWebDriver';
  const screen = '/usr/bin/Xvfb';
  const folders = ['/usr/libexec', '/usr/lib', ...(existsSync('/usr/lib') ? below('/usr/lib') : [])];
  const browser = folders.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
  return browser && existsSync(driver) && existsSync(screen) ? {driver, browser, screen} : undefined;
}

const below = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => `${folder}/${name}`);
