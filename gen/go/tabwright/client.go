// Package tabwright runs browser jobs on a Tabwright server. The fields of a [Client] are the generated clients of all
// services; its methods do what takes more than one call.
package tabwright

import (
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// Client is all services of Tabwright over one connection, for any number of goroutines.
type Client struct {
	Services

	connection *grpc.ClientConn
}

// Option changes how [Connect] connects.
type Option func(*options)

type options struct {
	timeout time.Duration
	dial    []grpc.DialOption
}

// WithTLS encrypts the connection; a nil config trusts the system's authorities. Default: plain text.
func WithTLS(config *tls.Config) Option {
	return WithDialOptions(grpc.WithTransportCredentials(credentials.NewTLS(config)))
}

// WithTimeout says how long a call may take that answers once, where its context has no deadline; its WaitMs, if it has
// one, is added. Streams have no deadline but their context's. Default: 30 s.
func WithTimeout(timeout time.Duration) Option {
	return func(o *options) { o.timeout = timeout }
}

// WithDialOptions adds options of gRPC's own, which come after those of this package.
func WithDialOptions(dial ...grpc.DialOption) Option {
	return func(o *options) { o.dial = append(o.dial, dial...) }
}

// Connect opens a client. Nothing is sent before its first call. An empty address, "host:port" of the server or of its
// gateway, is TABWRIGHT_ADDRESS of the environment, or 127.0.0.1:50051; an empty apiKey is TABWRIGHT_API_KEY.
// An apiKey that is not printable ASCII is an error.
func Connect(address, apiKey string, opts ...Option) (*Client, error) {
	apiKey = cmp.Or(apiKey, os.Getenv("TABWRIGHT_API_KEY"))
	if strings.ContainsFunc(apiKey, func(letter rune) bool { return letter < ' ' || letter > '~' }) {
		return nil, errors.New("the API key must be printable ASCII, without line breaks")
	}
	address = cmp.Or(address, os.Getenv("TABWRIGHT_ADDRESS"), "127.0.0.1:50051")
	chosen := options{timeout: 30 * time.Second}
	for _, option := range opts {
		option(&chosen)
	}
	config, err := serviceConfig()
	if err != nil {
		return nil, err
	}
	connection, err := grpc.NewClient(address, append([]grpc.DialOption{
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithPerRPCCredentials(key(apiKey)),
		grpc.WithChainUnaryInterceptor(withDeadline(chosen.timeout)),
		grpc.WithDefaultServiceConfig(config),
		// A server that is gone without a word is noticed. Servers permit a sign of life every 10 s.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 10 * time.Second}),
		// A job's result is as large as it is.
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(math.MaxInt32)),
		grpc.WithUserAgent("tabwright-go/" + Version),
	}, chosen.dial...)...)
	if err != nil {
		return nil, fmt.Errorf("connect to %q: %w", address, err)
	}
	return &Client{newServices(connection), connection}, nil
}

// Close ends the connection, and all calls that still run.
func (c *Client) Close() error { return c.connection.Close() }

// key is the API key that every call carries, over plain text too.
type key string

func (k key) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	if k == "" {
		return nil, nil
	}
	return map[string]string{"x-api-key": string(k)}, nil
}

func (k key) RequireTransportSecurity() bool { return false }

func withDeadline(timeout time.Duration) grpc.UnaryClientInterceptor {
	return func(ctx context.Context, method string, request, reply any, connection *grpc.ClientConn,
		invoke grpc.UnaryInvoker, opts ...grpc.CallOption,
	) error {
		if _, has := ctx.Deadline(); !has {
			allowed := timeout
			if waiting, waits := request.(interface{ GetWaitMs() int32 }); waits {
				allowed += time.Duration(waiting.GetWaitMs()) * time.Millisecond
			}
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, allowed)
			defer cancel()
		}
		return invoke(ctx, method, request, reply, connection, opts...)
	}
}

// serviceConfig lets gRPC repeat, where a server could not be reached, the calls that the API says are safe to repeat: for
// about ten seconds, in which a server starts. Streams are the client's part.
func serviceConfig() (string, error) {
	var names []map[string]string
	protoregistry.GlobalFiles.RangeFilesByPackage("tabwright.v1", func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			service := file.Services().Get(i)
			for j := range service.Methods().Len() {
				method := service.Methods().Get(j)
				level := method.Options().(*descriptorpb.MethodOptions).GetIdempotencyLevel()
				if level != descriptorpb.MethodOptions_IDEMPOTENCY_UNKNOWN && !method.IsStreamingServer() {
					names = append(names, map[string]string{"service": string(service.FullName()), "method": string(method.Name())})
				}
			}
		}
		return true
	})
	config, err := json.Marshal(map[string]any{"methodConfig": []any{map[string]any{
		"name": names,
		"retryPolicy": map[string]any{
			"maxAttempts": 5, "initialBackoff": "0.5s", "maxBackoff": "5s", "backoffMultiplier": 3,
			"retryableStatusCodes": []string{"UNAVAILABLE"},
		},
	}}})
	return string(config), err
}
