package tabwright

import (
	"context"
	"errors"
	"io"
	"iter"
	"math/rand/v2"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/status"
)

const (
	// About ten seconds, as the last pause may not fit in: a server starts in that time, and a wrong address shows.
	callPatience  = 12 * time.Second
	watchPatience = 5 * time.Minute
	firstDelay    = 100 * time.Millisecond
	longestDelay  = 5 * time.Second
	// A stream that has stood longer was connected: gRPC has given up by then.
	connectTimeout = 2 * time.Minute
)

// tries are the tries of one thing, with longer and longer pauses between them.
type tries struct {
	patience time.Duration
	failures int // in a row
	until    time.Time
}

// another waits before the next try, and says whether there should be one after this error.
func (t *tries) another(ctx context.Context, err error) bool {
	if t.failures == 0 {
		t.until = time.Now().Add(t.patience)
	}
	_, fromCall := status.FromError(err) // unlike a file that cannot be written
	problem := ProblemOf(err)
	delay := min(firstDelay<<min(t.failures, 10), longestDelay)
	// Those who were cut off together must not come back together.
	delay = max(delay/2+rand.N(delay/2), problem.RetryDelay)
	t.failures++
	if ctx.Err() != nil || !fromCall || !problem.passes() || time.Now().Add(delay).After(t.until) {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(delay):
		return true
	}
}

// answer is that of a call that is safe to repeat.
func answer[T any](ctx context.Context, patience time.Duration, call func() (T, error)) (T, error) {
	tries := tries{patience: patience}
	for {
		result, err := call()
		if err == nil || !tries.another(ctx, err) {
			return result, err
		}
	}
}

// resumed yields the messages of as many calls as it takes. Who reads them changes the request so that it goes on after
// the last one.
func resumed[Q, A any](
	ctx context.Context,
	call func(context.Context, Q, ...grpc.CallOption) (grpc.ServerStreamingClient[A], error),
	request Q,
) iter.Seq2[*A, error] {
	return func(yield func(*A, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		tries := tries{patience: watchPatience}
		for {
			opened := time.Now()
			stream, err := call(ctx, request)
			for err == nil {
				var message *A
				if message, err = stream.Recv(); err == nil {
					tries.failures = 0
					if !yield(message, nil) {
						return
					}
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if time.Since(opened) > connectTimeout {
				tries.failures = 0 // it was connected, and there was nothing to tell
			}
			if !tries.another(ctx, err) {
				yield(nil, err)
				return
			}
		}
	}
}
