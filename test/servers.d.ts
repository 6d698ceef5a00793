/** Origin of the partner pages (test/partner-pages). */
export declare const partner: string;
/** Addresses of the sandbox. */
export declare const sandbox: {readonly tokenUrl: string; readonly partnerUrl: string; readonly backendUrl: string};
