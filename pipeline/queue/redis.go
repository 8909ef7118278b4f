package queue

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

// Redis is a connection to the server, or servers, that hold the queue.
type Redis struct {
	client redis.UniversalClient
	stop   func()
}

// Open connects to uri: redis://, rediss:// (TLS), redis-sentinel://host:port,…?master=NAME
// or redis-cluster://host:port,…. It does not wait for the server: Ping does.
func Open(uri string) (*Redis, error) {
	opt, err := options(uri)
	if err != nil {
		return nil, err
	}
	client, ok := opt.MakeRedisClient().(redis.UniversalClient)
	if !ok {
		return nil, fmt.Errorf("open queue: the address gives %T, not a Redis client", client)
	}
	return &Redis{client: client, stop: func() {}}, nil
}

// options keeps the address, which may hold a password, out of its errors.
func options(uri string) (asynq.RedisConnOpt, error) {
	const want = "want redis://[:PASSWORD@]HOST:PORT[/DB], rediss://, redis-sentinel:// or redis-cluster://HOST:PORT,…"
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("open queue: the address cannot be parsed; %s", want)
	}
	if u.Scheme == "redis-cluster" {
		password, _ := u.User.Password()
		return asynq.RedisClusterClientOpt{Addrs: strings.Split(u.Host, ","), Username: u.User.Username(), Password: password}, nil
	}
	opt, err := asynq.ParseRedisURI(uri)
	if err != nil {
		return nil, fmt.Errorf("open queue: scheme %.20q; %s", u.Scheme, want)
	}
	return opt, nil
}

// agePeriod is how often the clock of an embedded server moves: it does not age
// keys by itself.
const agePeriod = 100 * time.Millisecond

// Embedded starts a Redis inside this process on a free loopback port, behind a
// random password. What it holds is lost with the process; the sweeper brings it
// back.
func Embedded() (*Redis, error) {
	server := miniredis.NewMiniRedis()
	password := rand.Text()
	server.RequireAuth(password)
	if err := server.Start(); err != nil {
		return nil, fmt.Errorf("start the embedded queue: %w", err)
	}
	done := make(chan struct{})
	go age(server, done)
	client := redis.NewClient(&redis.Options{Addr: server.Addr(), Password: password})
	return &Redis{client: client, stop: sync.OnceFunc(func() { close(done); server.Close() })}, nil
}

func age(server *miniredis.Miniredis, done <-chan struct{}) {
	tick := time.NewTicker(agePeriod)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
			server.FastForward(agePeriod)
		}
	}
}

// Client is the connection, for others who keep there what is soon forgotten.
func (r *Redis) Client() redis.UniversalClient { return r.client }

// Ping tells whether the server answers.
func (r *Redis) Ping(ctx context.Context) error {
	if err := r.client.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("ping queue: %w", err)
	}
	return nil
}

// Close ends the connection, and the server if it is embedded. Clients and
// servers made from r must have ended before.
func (r *Redis) Close() error {
	err := r.client.Close()
	r.stop()
	return err
}
