// The backend as Phoenix's documentation shows it, for comparison: what it lacks is in docs/backends.md.
import express from 'express';

let cachedToken: string | null = null;
let tokenExpiry = 0;

async function getAccessToken(): Promise<string> {
  // Hands the cached token out until it has less than 5 minutes left.
  if (cachedToken && Date.now() < tokenExpiry - 5 * 60 * 1000) return cachedToken;
  const response = await fetch(process.env.PHOENIX_TOKEN_URL ?? 'https://api.phoenix.market/oauth/token', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({
      client_id: process.env.PHOENIX_CLIENT_ID,
      client_secret: process.env.PHOENIX_CLIENT_SECRET,
      grant_type: 'client_credentials',
    }),
  });
  if (!response.ok) throw new Error(`Token request failed: ${response.status}`);
  const data = (await response.json()) as {access_token: string; expires_in: number};
  cachedToken = data.access_token;
  tokenExpiry = Date.now() + data.expires_in * 1000;
  return cachedToken;
}

const app = express();

app.get('/api/token', async (_req, res) => {
  try {
    res.json({access_token: await getAccessToken()});
  } catch {
    res.status(500).json({error: 'Failed to get access token'});
  }
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () =>
  console.log('listening', server.address()),
);
