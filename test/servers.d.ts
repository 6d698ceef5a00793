/** Origin of the partner pages (test/partner-pages). */
export declare const partner: string;
/** Addresses of the sandbox. */
export declare const sandbox: {readonly tokenUrl: string; readonly partnerUrl: string; readonly backendUrl: string};
/** How much of its random stories an engine plays; the laws are the same, and Chromium plays all of them. */
export declare const storyShare: number;
