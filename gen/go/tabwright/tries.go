package tabwright

import (
	"context"
	"math/rand/v2"
	"time"
)

const (
	createPatience = 5 * time.Second
	watchPatience  = 5 * time.Minute
	firstDelay     = 100 * time.Millisecond
	longestDelay   = 5 * time.Second
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
	problem := ProblemOf(err)
	delay := min(firstDelay<<min(t.failures, 10), longestDelay)
	// Those who were cut off together must not come back together.
	delay = max(delay/2+rand.N(delay/2), problem.RetryDelay)
	t.failures++
	if ctx.Err() != nil || !problem.passes() || time.Now().Add(delay).After(t.until) {
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
