# A token endpoint with nothing but Ruby's standard library (3.0 and later). Run: ruby backend.rb
require 'json'
require 'net/http'
require 'socket'

TOKEN_URL = URI(ENV.fetch('PHOENIX_TOKEN_URL', 'https://api.phoenix.market/oauth/token'))
WINDOW = 300 # renew this many seconds before the end

# Your own session check goes here.
def customer?(headers)
  session = ENV['DEMO_SESSION'].to_s
  !session.empty? && headers['cookie'] == "session=#{session}"
end

# The one token. One request to Phoenix at a time; the old token is served while it lives.
class Token
  def initialize
    @value, @expires, @pause_until, @lock = nil, Time.at(0), Time.at(0), Mutex.new
  end

  def get
    if left <= 1
      @lock.synchronize { renew if left <= 1 }
    elsif left <= WINDOW && @lock.try_lock
      begin
        renew
      ensure
        @lock.unlock
      end
    end
    left > 1 ? [@value, left.to_i] : nil
  end

  private

  def left = @expires - Time.now

  def renew
    return if Time.now < @pause_until

    asked = Time.now
    body = {client_id: ENV.fetch('PHOENIX_CLIENT_ID'), client_secret: ENV.fetch('PHOENIX_CLIENT_SECRET'),
            grant_type: 'client_credentials'}
    # Net::HTTP follows no redirects: one would carry the secret to wherever it points.
    http = Net::HTTP.new(TOKEN_URL.host, TOKEN_URL.port)
    http.use_ssl = TOKEN_URL.scheme == 'https'
    http.open_timeout = http.read_timeout = 10
    response = http.post(TOKEN_URL.path, body.to_json, 'Content-Type' => 'application/json')
    raise "status #{response.code}" unless response.code == '200'

    grant = JSON.parse(response.body)
    @value, @expires = grant.fetch('access_token'), asked + grant.fetch('expires_in', 300).to_f
  rescue StandardError => e
    @pause_until = Time.now + 1
    warn "phoenix: no token, #{e.class}" # nothing of the answer: it may quote the secret
  end
end

TOKEN = Token.new
REASONS = {200 => 'OK', 403 => 'Forbidden', 404 => 'Not Found', 405 => 'Method Not Allowed', 503 => 'Service Unavailable'}.freeze

def answer(method, path, headers)
  return [404, {title: 'Not found'}] unless path.split('?').first == '/api/token'
  return [405, {title: 'Method not allowed'}] unless method == 'GET'
  return [403, {title: 'Request refused'}] unless ['same-origin', 'none', nil].include?(headers['sec-fetch-site'])
  return [403, {title: 'Not authorised'}] unless customer?(headers)

  value, left = TOKEN.get
  value ? [200, {access_token: value, expires_in: left}] : [503, {title: 'No token available'}]
end

server = TCPServer.new('127.0.0.1', ENV.fetch('PORT', '3000').to_i)
puts "listening #{server.addr[1]}"
$stdout.flush
loop do
  Thread.new(server.accept) do |socket|
    method, path = socket.gets.to_s.split
    headers = {}
    while (line = socket.gets&.chomp) && !line.empty?
      name, value = line.split(':', 2)
      headers[name.downcase] = value.to_s.strip
    end
    status, body = answer(method.to_s, path.to_s, headers)
    text = body.to_json
    socket.write "HTTP/1.1 #{status} #{REASONS[status]}\r\nDate: #{Time.now.utc.strftime('%a, %d %b %Y %H:%M:%S GMT')}\r\n" \
                 "Content-Type: application/#{status == 200 ? 'json' : 'problem+json'}\r\nContent-Length: #{text.bytesize}\r\n" \
                 "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n#{text}"
  ensure
    socket.close
  end
end
