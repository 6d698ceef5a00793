import {createHash} from 'node:crypto';

/** What a browser compares a file with before it runs it. */
export const integrityOf = (file: Uint8Array): string => `sha384-${createHash('sha384').update(file).digest('base64')}`;

/** The tag that loads one version of the CDN file, and no other file. */
export const cdnTag = (version: string, file: Uint8Array): string =>
  `<script type="module" async src="https://cdn.jsdelivr.net/npm/phoenix-payment@${version}/dist/phoenix-payment.min.js"
  integrity="${integrityOf(file)}"></script>`;
