export {mintToken, SANDBOX_SIGNING_KEY, type MintOptions} from './mint.js';
export {tokenEndpoint, type TokenEndpoint} from './token-endpoint.js';
export {phoenixOAuth, PHOENIX_TOKEN_URL, type PhoenixOAuth, type PhoenixOAuthOptions} from './phoenix-oauth.js';
export type {CustomAnswer, Reply, Script, ScriptOptions, Step} from './plan.js';
export type {RecordedRequest, ScriptControls} from './script.js';
export {DOCUMENTED_TOKEN} from './documented-token.js';
export {
  messages,
  type OrderCreatedData,
  type PartnerMessage,
  type PaymentCreatedData,
  type TransactionSuccessData,
} from './messages.js';
export {FAULT_NAMES, type BackendFault, type OAuthFault, type PageFault} from './faults.js';
