export {startSandbox, type Sandbox, type SandboxOptions} from './start-sandbox.js';
export {createDocumentedBackend, type DocumentedBackendOptions, type Middleware} from './documented-backend.js';
export {NO_FAULTS, type FaultSwitches, type SandboxFaults} from './faults.js';
export type {LoggedRequest, SandboxServer} from './request-log.js';
export {FAULT_NAMES, type BackendFault, type OAuthFault, type PageFault} from '../testing/faults.js';
