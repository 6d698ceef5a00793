import {provideZonelessChangeDetection} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import {App} from './app.js';

const app = await bootstrapApplication(App, {providers: [provideZonelessChangeDetection()]});
addEventListener('leave', () => app.destroy());
