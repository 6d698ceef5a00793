<?php
// A token endpoint for PHP 8.1 and later with curl. Run: php -S 127.0.0.1:3000 backend.php
// The token is kept in a file: PHP forgets everything between two requests. One process at a time renews it.

const WINDOW = 300; // renew this many seconds before the end

function is_customer(): bool
{
    // Your own session check goes here.
    $session = getenv('DEMO_SESSION');
    return $session && ($_SERVER['HTTP_COOKIE'] ?? '') === "session=$session";
}

function answer(int $status, array $body): never
{
    http_response_code($status);
    header('Content-Type: application/' . ($status === 200 ? 'json' : 'problem+json'));
    header('Cache-Control: no-store');
    header('X-Content-Type-Options: nosniff');
    header_remove('X-Powered-By');
    exit(json_encode($body));
}

function fetch_token(): ?array
{
    $asked = time();
    $curl = curl_init(getenv('PHOENIX_TOKEN_URL') ?: 'https://api.phoenix.market/oauth/token');
    curl_setopt_array($curl, [
        CURLOPT_POST => true,
        CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
        CURLOPT_POSTFIELDS => json_encode([
            'client_id' => getenv('PHOENIX_CLIENT_ID'),
            'client_secret' => getenv('PHOENIX_CLIENT_SECRET'),
            'grant_type' => 'client_credentials',
        ]),
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FOLLOWLOCATION => false, // a redirect would carry the secret to wherever it points
        CURLOPT_TIMEOUT => 10,
    ]);
    $grant = json_decode((string) curl_exec($curl), true);
    if (curl_getinfo($curl, CURLINFO_RESPONSE_CODE) !== 200 || !is_string($grant['access_token'] ?? null)) {
        error_log('phoenix: no token'); // nothing of the answer: it may quote the secret
        return null;
    }
    return ['token' => $grant['access_token'], 'expires' => $asked + (int) ($grant['expires_in'] ?? 300)];
}

/** The token in hand, renewed if it is time. With a living one nobody waits: one renews, the others take the old one. */
function token(): ?array
{
    $path = sys_get_temp_dir() . '/phoenix-' . hash('sha256', getenv('PHOENIX_CLIENT_ID') . getenv('PHOENIX_TOKEN_URL'));
    $mask = umask(0077); // for this user's eyes only
    $file = fopen($path, 'c+');
    umask($mask);
    $held = json_decode(stream_get_contents($file), true) ?: ['token' => '', 'expires' => 0];
    if ($held['expires'] - time() > WINDOW) {
        return $held;
    }
    $alive = $held['expires'] - time() > 1;
    if (flock($file, LOCK_EX | ($alive ? LOCK_NB : 0))) {
        rewind($file); // somebody may have renewed it while this process waited
        $held = json_decode(stream_get_contents($file), true) ?: $held;
        if ($held['expires'] - time() <= WINDOW && ($fresh = fetch_token())) {
            $held = $fresh;
            ftruncate($file, 0);
            rewind($file);
            fwrite($file, json_encode($held));
        }
        flock($file, LOCK_UN);
    }
    return $held['expires'] - time() > 1 ? $held : null;
}

if (strtok($_SERVER['REQUEST_URI'], '?') !== '/api/token') {
    answer(404, ['title' => 'Not found']);
}
if ($_SERVER['REQUEST_METHOD'] !== 'GET') {
    answer(405, ['title' => 'Method not allowed']);
}
if (!in_array($_SERVER['HTTP_SEC_FETCH_SITE'] ?? 'none', ['same-origin', 'none'], true)) {
    answer(403, ['title' => 'Request refused']);
}
if (!is_customer()) {
    answer(403, ['title' => 'Not authorised']);
}
$held = token() ?? answer(503, ['title' => 'No token available']);
answer(200, ['access_token' => $held['token'], 'expires_in' => $held['expires'] - time()]);
