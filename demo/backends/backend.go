// A token endpoint with nothing but Go's standard library (1.19 and later). Run: go run backend.go
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"time"
)

const window = 300 * time.Second // renew this long before the end

// isCustomer is where your own session check goes.
func isCustomer(r *http.Request) bool {
	cookie, err := r.Cookie("session")
	want := os.Getenv("DEMO_SESSION")
	return err == nil && want != "" && cookie.Value == want
}

// Token is the one token. One request to Phoenix at a time; the old token is served while it lives.
type Token struct {
	renewing sync.Mutex // held while Phoenix is asked
	mu       sync.Mutex // guards what follows
	value    string
	expires  time.Time
	pause    time.Time
}

func (t *Token) now() (string, time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.value, time.Until(t.expires)
}

// Get returns the token and what it has left. With a living one nobody waits: one renews, the others take the old one.
func (t *Token) Get() (string, time.Duration, error) {
	if _, left := t.now(); left <= time.Second {
		t.renewing.Lock()
		if _, left := t.now(); left <= time.Second {
			t.renew()
		}
		t.renewing.Unlock()
	} else if left <= window && t.renewing.TryLock() {
		t.renew()
		t.renewing.Unlock()
	}
	value, left := t.now()
	if left <= time.Second {
		return "", 0, errors.New("no token")
	}
	return value, left, nil
}

var client = &http.Client{
	Timeout: 10 * time.Second,
	// A redirect would carry the secret to wherever it points.
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func (t *Token) renew() {
	if time.Now().Before(t.pause) {
		return
	}
	asked := time.Now()
	value, life, err := fetch()
	t.mu.Lock()
	defer t.mu.Unlock()
	if err != nil {
		t.pause = time.Now().Add(time.Second)
		log.Print("phoenix: no token") // nothing of the answer: it may quote the secret
		return
	}
	t.value, t.expires = value, asked.Add(life)
}

func fetch() (string, time.Duration, error) {
	url := os.Getenv("PHOENIX_TOKEN_URL")
	if url == "" {
		url = "https://api.phoenix.market/oauth/token"
	}
	body, _ := json.Marshal(map[string]string{
		"client_id":     os.Getenv("PHOENIX_CLIENT_ID"),
		"client_secret": os.Getenv("PHOENIX_CLIENT_SECRET"),
		"grant_type":    "client_credentials",
	})
	response, err := client.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return "", 0, err
	}
	defer response.Body.Close()
	var grant struct {
		AccessToken string  `json:"access_token"`
		ExpiresIn   float64 `json:"expires_in"`
	}
	if response.StatusCode != http.StatusOK {
		return "", 0, fmt.Errorf("status %d", response.StatusCode)
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, 65536)).Decode(&grant); err != nil || grant.AccessToken == "" {
		return "", 0, errors.New("malformed")
	}
	if grant.ExpiresIn <= 0 {
		grant.ExpiresIn = 300
	}
	return grant.AccessToken, time.Duration(grant.ExpiresIn * float64(time.Second)), nil
}

func answer(w http.ResponseWriter, status int, body any) {
	kind := "application/problem+json"
	if status == http.StatusOK {
		kind = "application/json"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func main() {
	token := &Token{}
	http.HandleFunc("/api/token", func(w http.ResponseWriter, r *http.Request) {
		site := r.Header.Get("Sec-Fetch-Site")
		switch {
		case r.Method != http.MethodGet:
			answer(w, 405, map[string]string{"title": "Method not allowed"})
		case site != "" && site != "same-origin" && site != "none":
			answer(w, 403, map[string]string{"title": "Request refused"})
		case !isCustomer(r):
			answer(w, 403, map[string]string{"title": "Not authorised"})
		default:
			value, left, err := token.Get()
			if err != nil {
				answer(w, 503, map[string]string{"title": "No token available"})
				return
			}
			answer(w, 200, map[string]any{"access_token": value, "expires_in": int(left.Seconds())})
		}
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(listener, nil))
}
